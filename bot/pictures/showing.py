"""A copy of a picture for a model: small, and with nothing beside what it shows."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

_LONG_SIDE = 1_024  # pixels: most models look at no more
_QUALITY = 80


def for_a_model(small: Image.Image) -> bytes:
    """Return a JPEG of at most 1,024 pixels on the longer side, without metadata."""
    copy = small.copy()
    copy.thumbnail((_LONG_SIDE, _LONG_SIDE))
    copy.info.clear()
    out = BytesIO()
    copy.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
