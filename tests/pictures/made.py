"""Pictures that tests make as they need them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from PIL import Image, ImageCms, ImageDraw, ImageFont

PLACE = {1: "N", 2: (38.0, 43.0, 20.5), 3: "W", 4: (9.0, 8.0, 21.9)}
DEVICE = {0x010F: "Fairphone", 0x0110: "FP5", 0x0131: "Snapseed 2.0", 0x013B: "Ana Sousa"}
TAKEN = {0x9003: "2026:11:20 14:05:33"}
ORIENTATION = 0x0112


def picture(size: tuple[int, int] = (640, 480), colour: str = "#4a8") -> Image.Image:
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="#d22")
    return image


def saved(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags.update({**DEVICE, ORIENTATION: orientation})
    tags.get_ifd(0x8769).update(TAKEN)
    tags.get_ifd(0x8825).update(PLACE)
    return tags


@cache  # its head holds the second in which it was made
def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def photo(orientation: int = 1, kind: str = "JPEG") -> bytes:
    return saved(picture(), kind, exif=exif(orientation), icc_profile=profile())


def words(
    lines: Sequence[str],
    size: tuple[int, int] = (1200, 700),
    *,
    at: tuple[int, int] = (60, 60),
    letters: int = 40,
    colours: tuple[str, str] = ("black", "white"),
) -> Image.Image:
    image = Image.new("RGB", size, colours[1])
    file = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    font = ImageFont.truetype(file, letters)
    for row, line in enumerate(lines):
        place = (at[0], at[1] + row * 100)
        ImageDraw.Draw(image).text(place, line, fill=colours[0], font=font)
    return image


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def beside(png: bytes, name: bytes, data: bytes) -> bytes:
    """Return a PNG with one more chunk, before its end."""
    return png[:-12] + chunk(name, data) + png[-12:]


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few kilobytes that says it unpacks to width × height pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 5_000_000, 9)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
