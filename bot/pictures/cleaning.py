"""A copy of a picture that says nothing beside what it shows."""

from __future__ import annotations

from io import BytesIO

from bot.pictures.metadata import details
from bot.pictures.read import DEEP, Picture, Unreadable, opened, read_picture, shallow, upright
from bot.pictures.stripping import NotStripped, stripped

_STRIPPED = frozenset({"JPEG", "PNG", "WEBP"})
_QUALITY = 95
_SAVED: dict[str, dict[str, object]] = {
    "JPEG": {"quality": _QUALITY, "subsampling": 0},
    "WEBP": {"quality": _QUALITY},
    "PNG": {},
}


def cleaned(picture: Picture) -> tuple[bytes, str]:
    """Return a copy without metadata and its file ending, such as `jpg`.

    A JPEG, PNG or WEBP that needs no turning keeps every pixel as it is; any other is turned
    upright and saved anew, with its colour profile, a moving one as its first frame.
    """
    kind = picture.format if picture.format in _STRIPPED else "PNG"
    if kind == picture.format and not picture.turned:
        try:
            copy = stripped(picture.data, kind)
            if not details(read_picture(copy)):
                return copy, _ending(kind)
        except (NotStripped, Unreadable):  # an unusual layout: saved anew instead
            pass
    return _saved_anew(picture, kind), _ending(kind)


def _saved_anew(picture: Picture, kind: str) -> bytes:
    out = BytesIO()
    with opened(picture.data) as image:
        profile = image.info.get("icc_profile")
        copy = upright(image)
        if copy.mode in {"CMYK", "YCbCr", "LAB", "HSV"} and kind != "JPEG":
            copy, profile = copy.convert("RGB"), None
        elif copy.mode in DEEP - {"I;16"}:
            copy = shallow(copy)
        copy.info.clear()
        more = {"icc_profile": profile} if profile else {}
        copy.save(out, kind, **_SAVED[kind], **more)
    return out.getvalue()


def _ending(kind: str) -> str:
    return {"JPEG": "jpg"}.get(kind, kind.lower())
