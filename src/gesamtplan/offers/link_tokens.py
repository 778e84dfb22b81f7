"""What stands in the address of a link: its identifier, signed with the key of the instance. Pure."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from uuid import UUID

from django.core.signing import BadSignature, Signer

SALT = "gesamtplan.offers.upkeep"  # a signature made for anything else opens nothing here


def token_of(uid: UUID) -> str:
    """66 characters that fit into an address as they are."""
    return _signer().sign(urlsafe_b64encode(uid.bytes).decode().rstrip("="))


def uid_of(token: str) -> UUID | None:
    """The identifier that was signed; None where the token is cut, changed or made up."""
    try:
        name = _signer().unsign(token)
        return UUID(bytes=urlsafe_b64decode(f"{name}=="))
    except (BadSignature, NotBase64, ValueError):
        return None


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
