"""Reads an uploaded picture of arms. An SVG is a program for the browser, so only drawing is let through."""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

LARGEST = 300_000
WIDEST = 4096
SVG = "http://www.w3.org/2000/svg"
# Drawing and nothing else: no script, foreignObject, a, image, animate, set, audio, video, iframe.
DRAWING = frozenset({
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "text", "tspan", "title", "desc", "metadata", "style", "clipPath", "mask", "pattern", "marker",
    "linearGradient", "radialGradient", "stop", "switch",
})  # fmt: skip
# What drawing programs write about the picture; browsers do not act on it.
NOTES = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
)
REACHING_OUT = re.compile(r"url\(\s*[\"']?(?!#)|@import|javascript:|expression\(|\\", re.IGNORECASE)
# Browsers obey these before the first element, which is all that the parser shows us.
PROLOGUE = re.compile(r"<\?xml-stylesheet|<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
PNG = b"\x89PNG\r\n\x1a\n"


class UnfitPictureError(Exception):
    """Raised when a picture is refused; says in the reader's language why and what to do."""


@dataclass(frozen=True)
class Picture:
    """A picture that was looked at and is safe to serve."""

    data: bytes
    media_type: str

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def read_picture(data: bytes) -> Picture:
    """PNG or SVG by content, whatever the file is called. Raises UnfitPictureError."""
    if len(data) > LARGEST:
        raise UnfitPictureError(
            _("The file has %(size)d kB, more than the %(most)d kB allowed. Save it smaller.")
            % {"size": len(data) // 1000, "most": LARGEST // 1000}
        )
    if data.startswith(PNG):
        _check_png(data)
        return Picture(data, "image/png")
    _check_svg(data)
    return Picture(data, "image/svg+xml")


def _check_png(data: bytes) -> None:
    """Whole and not too large: signature, sound chunks, size, end."""
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 13:
        raise UnfitPictureError(_("The PNG file is damaged. Export it again."))
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        raise UnfitPictureError(_("The picture has more than 4096 pixels on a side. Save it smaller."))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk, as far as the checksums hold."""
    at = len(PNG)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        name, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if data[at + 8 + size : at + 12 + size] != zlib.crc32(name + content).to_bytes(4, "big"):
            return
        yield name, content
        at += 12 + size


def _check_svg(data: bytes) -> None:
    try:
        text = data.decode("utf-8-sig")
        if PROLOGUE.search(text):
            raise ValueError("the prologue asks for another encoding or a style sheet")  # noqa: TRY301 - same answer
        root = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnfitPictureError(
            _(
                "This is neither a PNG file nor a plain SVG file. Export it again, as “plain SVG” without DOCTYPE."
            )
        ) from error
    if root.tag != f"{{{SVG}}}svg":
        raise UnfitPictureError(_("This XML file is not an SVG picture. Upload a PNG or SVG file."))
    for element in root.iter():
        _check_element(element)


def _check_element(element: Element) -> None:
    space, _brace, name = str(element.tag).removeprefix("{").rpartition("}")
    if not (name in DRAWING if space == SVG else space in NOTES):
        raise UnfitPictureError(
            _("The SVG contains “%(what)s”, which can do more than draw. Remove it, or upload a PNG.")
            % {"what": name}
        )
    texts = [element.text or ""] if name == "style" else []
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        if attribute.startswith("on") or (attribute in {"href", "src"} and not value.startswith("#")):
            raise UnfitPictureError(
                _("The SVG contains “%(what)s”, which can do more than draw. Remove it, or upload a PNG.")
                % {"what": attribute}
            )
        texts.append(value if space == SVG else "")
    if any(REACHING_OUT.search(text) for text in texts):
        raise UnfitPictureError(
            _("The SVG loads something from another place. Embed what it needs, or upload a PNG.")
        )
