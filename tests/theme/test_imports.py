"""Pictures of arms: what draws comes in, what could do more stays out."""

import struct
import zlib

import pytest

from gesamtplan.theme.imports import LARGEST, UnfitPictureError, read_picture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def svg(inside: str, head: str = HEAD) -> bytes:
    return f"{head}{inside}</svg>".encode()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def png(width: int = 1, height: int = 1) -> bytes:
    start = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + start + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9" fill="#f5c800"/>',
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke:url(#a)"/>',
        '<style>.a{fill:red}</style><use xlink:href="#a" href="#a"/>',
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        "<title>Wappen &amp; Farben</title>",
    ],
)
def test_drawing_is_let_in(inside: str) -> None:
    for data in (svg(inside), b'<?xml version="1.0" encoding="UTF-8"?>\n' + svg(inside)):
        picture = read_picture(data)
        assert (picture.media_type, picture.data) == ("image/svg+xml", data)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)"/>',
        '<path OnClick="alert(1)"/>',
        '<use href="https://example.org/a.svg#a"/>',
        '<use xlink:href="data:image/svg+xml,x"/>',
        '<a href="#x"><path/></a>',
        '<image href="#x"/>',
        "<foreignObject/>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="href"/>',
        "<style>@import 'https://example.org/a.css'</style>",
        "<style>.a{fill:url(https://example.org/a)}</style>",
        "<rect fill=\"url( '//example.org/a')\"/>",
        '<rect style="fill:u\\72l(https://example.org)"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://example.org"/>',
        '<path xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:base="javascript:alert(1)"/>',
    ],
)
def test_what_can_do_more_than_draw_is_refused(inside: str) -> None:
    with pytest.raises(UnfitPictureError):
        read_picture(svg(inside))


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<title>&a;</title>"),
        b'<!DOCTYPE svg SYSTEM "https://example.org/a.dtd">' + svg(""),
        b'<?xml-stylesheet href="https://example.org/a.css"?>' + svg(""),
        b'<?xml version="1.0" encoding="iso-2022-jp"?>' + svg(""),
        svg("").decode().encode("utf-16"),
        svg("<path>"),
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg/>",
        b"",
        b"GIF89a",
        b"\xff\xd8\xff",
        svg("", head='<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">'),
        b" " * (LARGEST + 1),
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnfitPictureError):
        read_picture(data)


def test_whole_png_is_let_in() -> None:
    picture = read_picture(png())
    assert picture.media_type == "image/png"
    assert len(picture.digest) == 64


@pytest.mark.parametrize(
    "data", [png()[:-5], png().replace(b"IDAT", b"IDAX"), png(5000, 1), png(0, 1), png()[:8]]
)
def test_damaged_or_huge_png_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitPictureError):
        read_picture(data)
