"""Opening a picture within bounds, and saying in plain words why one cannot be opened."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MOST_BYTES = 20_000_000
"""How large a file may be, in bytes."""

MOST_PIXELS = 50_000_000
"""How many pixels a picture may have: as many as phones take, 150 MB once decoded."""

LONG_SIDE = 1_600
"""The longer side of what is looked at, in pixels; larger pictures are made smaller first."""

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")
_TOLD_BY = {b"%pdf": "pdf", b"<svg": "svg", b"<?xm": "svg"}  # how these begin
_HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_BRAND = slice(8, 12)
_UNTURNED = 1
_ORIENTATION = 0x0112
# What Pillow raises for files that are cut off or lie about themselves.
_BROKEN = (OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError, EOFError, MemoryError)


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
            turned = image.getexif().get(_ORIENTATION, _UNTURNED) != _UNTURNED
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
    frame = ImageOps.exif_transpose(image)
    frame.thumbnail((LONG_SIDE, LONG_SIDE))
    if frame.mode not in {"RGBA", "LA", "PA"} and "transparency" not in frame.info:
        return frame.convert("RGB")
    # What is see-through is shown on white, as on most pages.
    ground = Image.new("RGBA", frame.size, "white")
    ground.alpha_composite(frame.convert("RGBA"))
    return ground.convert("RGB")


def _unknown(data: bytes) -> str:
    if data[4:8] == b"ftyp" and data[_BRAND] in _HEIF:
        return "heic"
    if data[4:8] == b"ftyp" and data[_BRAND] == b"avif":
        return "avif"
    return _TOLD_BY.get(data[:64].lstrip()[:4].lower(), "no_picture")
