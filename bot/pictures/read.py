"""Opening a picture within bounds, and saying in plain words why one cannot be opened."""

from __future__ import annotations

import struct
import warnings
from dataclasses import dataclass, field
from io import BytesIO
from typing import cast

from PIL import Image, ImageFile, UnidentifiedImageError

MOST_BYTES = 20_000_000
"""How large a file may be, in bytes."""

MOST_PIXELS = 50_000_000
"""How many pixels a picture may have: as many as phones take, 150 MB once decoded."""

LONG_SIDE = 1_600
"""The longer side of what is looked at, in pixels; larger pictures are made smaller first."""

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")
_TOLD_BY = {b"%pdf": "pdf", b"<?xm": "svg"}  # how these begin
_HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_BOX = 64  # bytes of a file's first box that its brands stand in
DEEP = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
"""Modes with more than 256 greys."""

_SIXTEEN_BITS, _WHITE = 65_535, 255
_BEGINNING = 1_000  # bytes in which an SVG names itself
_AVIF = frozenset({b"avif", b"avis"})
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a picture upright, by what its EXIF says of it."""

# What Pillow raises for files that are cut off or lie about themselves.
_BROKEN = (
    *(OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError, EOFError, MemoryError),
    *(AttributeError, struct.error),
)


class Unreadable(Exception):
    """A picture that cannot be looked at. `reason` is the key of its sentence in `picture.no`."""

    def __init__(self, reason: str) -> None:
        """`reason` is what stands in `picture.no` of the messages, such as `too_large`."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was opened: `width` and `height` in pixels, as it is shown.

    `small` is its first frame, turned upright, RGB, at most `LONG_SIDE` on the longer side.
    `frames` says that there are more, `turned` that the file asks to be turned.
    """

    data: bytes = field(repr=False)
    format: str
    width: int
    height: int
    small: Image.Image = field(repr=False)
    frames: bool = False
    turned: bool = False


def read_picture(data: bytes) -> Picture:
    """Return the picture in `data`; raises Unreadable with the reason for any that is none."""
    if not data:
        raise Unreadable("empty")
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large")
    with opened(data) as image:
        try:
            turned = _turn(image) is not None
            frames = bool(getattr(image, "is_animated", False)) and image.format != "MPO"
            size = image.size
            small = _small(image)
        except _BROKEN:
            raise Unreadable("broken") from None
    upright = (small.width < small.height) == (size[0] < size[1])
    width, height = size if upright or small.width == small.height else size[::-1]
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    return Picture(data, kind, width, height, small, frames, turned)


def opened(data: bytes) -> ImageFile.ImageFile:
    """Return the picture with nothing but its header read; raises Unreadable.

    The size that the header gives is looked at before a single pixel is unpacked.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError:
            raise Unreadable("too_many_pixels") from None
        except UnidentifiedImageError:
            raise Unreadable(_unknown(data)) from None
        except _BROKEN:
            raise Unreadable("broken") from None
    if image.width * image.height > MOST_PIXELS:
        raise Unreadable("too_many_pixels")
    return image


def _small(image: ImageFile.ImageFile) -> Image.Image:
    # A JPEG is unpacked at half, a quarter or an eighth of its size where that is enough.
    image.draft("RGB", (LONG_SIDE, LONG_SIDE))
    image.load()
    frame = upright(image)
    frame.thumbnail((LONG_SIDE, LONG_SIDE))
    if frame.mode in DEEP:
        frame = shallow(frame)
    if frame.mode not in {"RGBA", "LA", "PA"} and "transparency" not in frame.info:
        return frame.convert("RGB")
    # What is see-through is shown on white, as on most pages.
    ground = Image.new("RGBA", frame.size, "white")
    ground.alpha_composite(frame.convert("RGBA"))
    return ground.convert("RGB")


def upright(image: Image.Image) -> Image.Image:
    """Return a picture as its file asks to show it.

    Pillow's own way also writes the file's details anew, which fails where these are nonsense.
    """
    turn = _turn(image)
    return image if turn is None else image.transpose(turn)


def _turn(image: Image.Image) -> Image.Transpose | None:
    asked = image.getexif().get(_ORIENTATION)
    return _TURNS.get(asked) if isinstance(asked, int) else None


def shallow(image: Image.Image) -> Image.Image:
    """Return a picture of one of the DEEP modes in 256 greys: Pillow alone would make it white.

    16 bits are what a scanner gives; where numbers may be any and are no bytes, the highest is
    white.
    """
    grey = image.convert("F")
    known = image.mode not in {"I", "F"}
    high = _SIXTEEN_BITS if known else cast("float", grey.getextrema()[1])
    scale = _WHITE / high if high > _WHITE or 0 < high <= 1 else 1.0
    return grey.point(lambda grain: grain * scale + 0.0).convert("L")


def _unknown(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        box = data[8 : min(int.from_bytes(data[:4]), _BOX)]
        brands = {box[at : at + 4] for at in range(0, len(box), 4)}
        kinds = (("avif", brands & _AVIF), ("heic", brands & _HEIF))
        return next((kind for kind, found in kinds if found), "no_picture")
    begins = data[:_BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<svg" in begins and begins.startswith(b"<"):
        return "svg"
    return _TOLD_BY.get(begins[:4], "no_picture")
