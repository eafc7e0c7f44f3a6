"""Taking what is beside the picture out of its file, without touching the picture itself."""

from __future__ import annotations

from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
# What a picture is drawn with; anything else, known or not, stands beside it.
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"}
    | {b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)
_PNG_AROUND = 12  # length, name and checksum of a chunk
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_FLAGS = 0x08 | 0x04  # of the VP8X header: holds EXIF, holds XMP
_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_COMMENT = 0xFE
_FIRST_APP, _LAST_APP = 0xE0, 0xEF
_APP_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JFIF_LENGTH = 18  # of the marker and all of its head but the thumbnail
_RESTARTS = range(0xD0, 0xD8)


class NotStripped(ValueError):
    """A file that is not laid out as its format says."""


def stripped(data: bytes, kind: str) -> bytes:
    """Return a JPEG, PNG or WEBP without metadata, its pixels and colour profile as they were.

    What follows the picture's end goes too. Raises NotStripped.
    """
    try:
        return _WAYS[kind](data)
    except (KeyError, IndexError):
        raise NotStripped(kind) from None


def _jpeg(data: bytes) -> bytes:
    out = bytearray(data[:2])
    at = 2
    while True:
        if data[at] != 0xFF:  # noqa: PLR2004 -- how every marker begins
            raise NotStripped("JPEG")
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 -- a fill byte
            at += 1
            continue
        if marker == _EOI:
            return bytes(out + data[at : at + 2])
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if _kept(marker, data[at + 4 : at + 16]):
            out += _without_thumbnail(data[at:end]) if marker == _FIRST_APP else data[at:end]
        if marker == _SOS:
            at, begun = _after_scan(data, end), end
            out += data[begun:at]
        else:
            at = end


def _without_thumbnail(jfif: bytes) -> bytes:
    """Return a JFIF head that holds no small picture of what was there before it was cropped."""
    return jfif[:2] + (_JFIF_LENGTH - 2).to_bytes(2) + jfif[4 : _JFIF_LENGTH - 2] + b"\0\0"


def _kept(marker: int, begins: bytes) -> bool:
    if _FIRST_APP <= marker <= _LAST_APP:
        name = _APP_KEPT.get(marker)
        return name is not None and begins.startswith(name)
    return marker != _COMMENT


def _after_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise NotStripped("JPEG")
        if data[at + 1] and data[at + 1] not in _RESTARTS:
            return at
        at += 2


def _png(data: bytes) -> bytes:
    out = bytearray(_PNG)
    at = len(_PNG)
    while at < len(data):
        end = at + _PNG_AROUND + int.from_bytes(data[at : at + 4])
        name = data[at + 4 : at + 8]
        if name in _PNG_KEPT:
            out += data[at:end]
        if name == b"IEND":
            return bytes(out)
        at = end
    raise NotStripped("PNG")


def _webp(data: bytes) -> bytes:
    body = b"".join(_webp_chunks(data))
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    at, last = 12, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(last, len(data)):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        name, chunk = data[at : at + 4], bytearray(data[at:end])
        if name == b"VP8X":
            chunk[8] &= ~_WEBP_FLAGS
        if name in _WEBP_KEPT:
            yield bytes(chunk)
        at = end


_WAYS = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}
