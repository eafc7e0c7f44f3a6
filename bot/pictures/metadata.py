"""What a picture's file says beside the picture: where, when, with what and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from bot.pictures.read import Picture, opened

_LONGEST = 120  # of a value, in characters: enough to recognise it
_XMP_READ = 100_000
_HEX_AT = 2  # behind the name and the length
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*")
_DEGREES = (1, 60, 3_600)
_ROUGH = 1  # decimal places of a coordinate: some ten kilometres


class Kind(StrEnum):
    """What a detail is about."""

    PLACE = "place"
    TIME = "time"
    DEVICE = "device"
    AUTHOR = "author"
    SOFTWARE = "software"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that the file says; a place in coordinates is rounded to some ten kilometres."""

    kind: Kind
    value: str


_BASE, _EXIF, _GPS = ExifTags.Base, ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo
_TAGS = {
    _BASE.Artist: Kind.AUTHOR,
    _BASE.Copyright: Kind.AUTHOR,
    _BASE.Software: Kind.SOFTWARE,
    _BASE.ImageDescription: Kind.COMMENT,
    _BASE.DateTime: Kind.TIME,
    _BASE.XPAuthor: Kind.AUTHOR,
    _BASE.XPComment: Kind.COMMENT,
    _BASE.XPTitle: Kind.COMMENT,
    _BASE.XPKeywords: Kind.COMMENT,
}
_EXIF_TAGS = {
    _BASE.DateTimeOriginal: Kind.TIME,
    _BASE.UserComment: Kind.COMMENT,
    _BASE.CameraOwnerName: Kind.AUTHOR,
    _BASE.BodySerialNumber: Kind.DEVICE,
    _BASE.LensSerialNumber: Kind.DEVICE,
}
_IPTC = {
    (2, 80): Kind.AUTHOR,
    (2, 116): Kind.AUTHOR,
    (2, 90): Kind.PLACE,
    (2, 92): Kind.PLACE,
    (2, 101): Kind.PLACE,
    (2, 55): Kind.TIME,
    (2, 120): Kind.COMMENT,
    (2, 25): Kind.COMMENT,
}
_XMP = {
    "(?:photoshop:City|photoshop:Country|photoshop:State|Iptc4xmpCore:Location)": Kind.PLACE,
    "exif:GPSLatitude": Kind.PLACE,
    "(?:dc:creator|dc:rights)": Kind.AUTHOR,
    "xmp:CreatorTool": Kind.SOFTWARE,
    "(?:xmp:CreateDate|photoshop:DateCreated)": Kind.TIME,
    "(?:dc:description|dc:title)": Kind.COMMENT,
}
_NOTES = {
    "author": Kind.AUTHOR,
    "copyright": Kind.AUTHOR,
    "software": Kind.SOFTWARE,
    "creation time": Kind.TIME,
    "date:create": Kind.TIME,
    "source": Kind.DEVICE,
}
# Entries of Pillow's `info` that are no texts of the file's author.
_TECHNICAL = frozenset({"version", "compression", "raw mode", "filename", "xmp", "srgb", "dpi"})


def details(picture: Picture) -> tuple[Detail, ...]:
    """Return what the file says beside the picture, places first, nothing twice."""
    with opened(picture.data) as image:
        found = [
            Detail(kind, shown)
            for kind, value in _all(image)
            if (shown := _shown(value)) and shown.strip("-: 0")
        ]
    order = list(Kind)
    return tuple(sorted(dict.fromkeys(found), key=lambda detail: order.index(detail.kind)))


def _all(image: ImageFile.ImageFile) -> Iterator[tuple[Kind, object]]:
    exif = image.getexif()
    if exif and (place := _place(exif.get_ifd(_GPS))):
        yield Kind.PLACE, place
    inner = exif.get_ifd(_EXIF) if exif else {}
    if device := " ".join(str(exif[tag]) for tag in (_BASE.Make, _BASE.Model) if tag in exif):
        yield Kind.DEVICE, device
    yield from _by_tag(exif, _TAGS)
    yield from _by_tag(inner, _EXIF_TAGS)
    yield from _from_iptc(image)
    yield from _from_xmp(image)
    yield from _from_notes(image)


def _by_tag(found: Mapping[int, Any], tags: Mapping[Any, Kind]) -> Iterator[tuple[Kind, object]]:
    for tag, kind in tags.items():
        if tag in found:
            yield kind, found[tag]


def _place(gps: Mapping[int, Any]) -> str:
    """Return rounded coordinates; empty where the file gives none, or none that make sense."""
    try:
        north = _degrees(gps[ExifTags.GPS.GPSLatitude])
        east = _degrees(gps[ExifTags.GPS.GPSLongitude])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    north = -north if gps.get(ExifTags.GPS.GPSLatitudeRef) == "S" else north
    east = -east if gps.get(ExifTags.GPS.GPSLongitudeRef) == "W" else east
    return f"{north:.{_ROUGH}f}, {east:.{_ROUGH}f}"


def _degrees(parts: Any) -> float:  # noqa: ANN401 -- whatever the file holds
    return sum(float(part) / unit for part, unit in zip(parts, _DEGREES, strict=True))


def _from_iptc(image: ImageFile.ImageFile) -> Iterator[tuple[Kind, object]]:
    if image.format not in {"JPEG", "MPO", "TIFF"}:
        return
    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}
    except (OSError, SyntaxError, ValueError, IndexError, TypeError):
        return
    yield from ((kind, found[key]) for key, kind in _IPTC.items() if key in found)


def _from_xmp(image: Image.Image) -> Iterator[tuple[Kind, object]]:
    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    raw = raw or _from_hex(image.info.get("Raw profile type xmp", ""))
    text = raw if isinstance(raw, str) else bytes(raw[:_XMP_READ]).decode("utf-8", "replace")
    for name, kind in _XMP.items():
        way = rf"({name})(?:=\"([^\"]{{1,500}})\"|>(.{{1,500}}?)</\1>)"
        for match in re.finditer(way, text, re.DOTALL):
            value = re.sub(r"<[^>]*>", " ", match[2] or match[3])
            yield kind, "GPS" if "GPS" in name else " ".join(value.split())


def _from_hex(profile: object) -> bytes:
    """Return what ImageMagick wrote: a line with a name, one with a length, then hexadecimals."""
    lines = str(profile).split(maxsplit=2)
    digits = "".join(lines[-1].split())[: 2 * _XMP_READ] if len(lines) > _HEX_AT else ""
    return bytes.fromhex(digits) if _HEX.fullmatch(digits) else b""


def _from_notes(image: Image.Image) -> Iterator[tuple[Kind, object]]:
    for key, value in image.info.items():
        name = str(key).lower()
        if isinstance(value, str | bytes) and name not in _TECHNICAL and "profile" not in name:
            if name in {"exif", "photoshop", "transparency", "background", "xml:com.adobe.xmp"}:
                continue
            if name.startswith(("jfif", "adobe", "gif", "icc", "mp", "interlace", "extension")):
                continue
            yield _NOTES.get(name, Kind.COMMENT), value


def _shown(value: object) -> str:
    if isinstance(value, tuple | list) and value and all(isinstance(each, int) for each in value):
        value = bytes(each % 256 for each in value)
    if isinstance(value, bytes):
        value = _decoded(value)
    if isinstance(value, tuple | list):
        value = ", ".join(_shown(each) for each in value)
    text = "".join(letter if letter.isprintable() else " " for letter in str(value))
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _decoded(raw: bytes) -> str:
    for prefix in (b"ASCII\0\0\0", b"UNICODE\0", b"\0\0\0\0\0\0\0\0"):
        raw = raw.removeprefix(prefix)
    wide = len(raw) > 1 and raw[1::2].count(0) > len(raw) // 4
    return raw.decode("utf-16-le" if wide else "utf-8", "replace")
