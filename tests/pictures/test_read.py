from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from bot.pictures.cleaning import cleaned
from bot.pictures.metadata import details
from bot.pictures.read import LONG_SIDE, MOST_BYTES, Unreadable, read_picture
from tests.pictures.made import bomb, exif, photo, picture, saved

ROOT = Path(__file__).parents[2]
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_the_usual_formats_are_read(kind: str) -> None:
    found = read_picture(saved(picture(), kind))
    assert (found.format, found.width, found.height) == (kind, 640, 480)
    assert not found.frames
    assert not found.turned
    assert found.small.mode == "RGB"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xff" * (MOST_BYTES + 1), "too_large"),
        (HEIC, "heic"),
        (b"Dear all, the meeting is at three.", "no_picture"),
        (b"%PDF-1.7 and so on", "pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b'\n<?xml version="1.0"?><svg/>', "svg"),
        (b"\xef\xbb\xbf<!-- drawn by hand --><svg/>", "svg"),
        (b"<!doctype html><p>Hello", "no_picture"),
        (b"\0\0\0\x1cftypavif" + b"\0" * 40, "avif"),
        (b"\0\0\0\x1cftypavis" + b"\0" * 40, "avif"),
        (b"\0\0\0\x1cftypisom\0\0\0\0heicmif1" + b"\0" * 40, "heic"),
        (b"\0\0\0\x14ftypmp42\0\0\0\0isom" + b"heic" * 9, "no_picture"),
        (saved(picture())[:900], "broken"),
        (saved(picture((900, 900)), "PNG")[:200], "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "no_picture"),
        (bomb(30_000, 30_000), "too_many_pixels"),
        (bomb(9_000, 9_000), "too_many_pixels"),
    ],
    ids=(
        [
            "empty",
            "large",
            "heic",
            "text",
            "pdf",
            "svg",
            "svg-xml",
            "svg-note",
            "html",
            "avif",
            "avif-moving",
            "heic-too",
            "video",
            "cut",
            "cut-png",
            "lie",
            "bomb",
            "big",
        ]
    ),
)
def test_what_cannot_be_looked_at_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_picture(data)
    assert refused.value.reason == reason


def test_a_moving_picture_is_its_first_frame_and_says_so() -> None:
    frames = [picture(colour=colour) for colour in ("#111", "#999", "#eee")]
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    found = read_picture(moving)
    assert found.frames
    assert found.small.getpixel((600, 400)) == (0x11, 0x11, 0x11)


def test_a_scan_of_several_pages_is_its_first_page() -> None:
    pages = [Image.new("1", (1700, 2200), shade) for shade in (1, 0)]
    found = read_picture(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert found.frames
    assert (found.width, found.height, found.small.height) == (1700, 2200, LONG_SIDE)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_turned_photo_is_looked_at_upright(orientation: int) -> None:
    found = read_picture(photo(orientation))
    assert found.turned
    assert (found.width, found.height) == ((640, 480) if orientation == 3 else (480, 640))
    corner = {3: (-10, -10), 6: (-10, 10), 8: (10, -10)}[orientation]
    at = corner[0] % found.small.width, corner[1] % found.small.height
    red = found.small.getpixel(at)
    assert isinstance(red, tuple)
    assert red[0] > 180
    assert red[1] < 80


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_turn_a_photo_is_known(orientation: int) -> None:
    found = read_picture(photo(orientation))
    with Image.open(BytesIO(found.data)) as image:
        shown = ImageOps.exif_transpose(image)
    assert (found.width, found.height) == shown.size
    assert found.small.tobytes() == shown.tobytes()
    assert found.turned is (orientation > 1)


def test_a_photo_whose_details_are_nonsense_is_looked_at_all_the_same() -> None:
    tags = exif(6)
    author = tags.tobytes().index(b"\x01\x3b\x00\x02")  # a text, said to be a fraction
    nonsense = bytearray(tags.tobytes())
    nonsense[author + 3] = 5
    found = read_picture(saved(picture(), "JPEG", exif=bytes(nonsense)))
    assert (found.width, found.turned) == (480, True)
    assert details(read_picture(cleaned(found)[0])) == ()


def test_what_is_see_through_is_shown_on_white() -> None:
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    assert read_picture(saved(clear, "PNG")).small.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("mode", "kind", "dark", "bright", "seen"),
    [
        ("I;16", "PNG", 8_000, 48_000, (31, 186)),
        ("I;16", "TIFF", 8_000, 48_000, (31, 186)),
        ("I", "TIFF", 8_000, 48_000, (42, 255)),
        ("I", "TIFF", 20, 200, (20, 200)),
        ("F", "TIFF", 0.25, 1.0, (63, 255)),
    ],
)
def test_a_scan_with_more_greys_than_a_screen_is_not_all_white(
    mode: str, kind: str, dark: float, bright: float, seen: tuple[int, int]
) -> None:
    scan = Image.new("F" if mode == "F" else "I", (60, 40), bright)
    scan.paste(dark, (0, 0, 30, 40))
    small = read_picture(saved(scan.convert(mode), kind)).small
    assert [small.getpixel((x, 20)) for x in (5, 55)] == [(grey,) * 3 for grey in seen]


def test_a_large_picture_and_a_bomb_stay_within_their_memory() -> None:
    # In a process of its own, with less address space than the bomb would unpack to.
    code = """
import resource, sys
from bot.pictures.read import Unreadable, read_picture
from tests.pictures.made import bomb, picture, saved
large = saved(picture((7000, 7000)), "JPEG")
import gc; gc.collect()
base = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
limit = base + 260_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
print(read_picture(large).small.size)
try:
    read_picture(bomb(30_000, 30_000))
except Unreadable as refused:
    print(refused.reason)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["(1600, 1600)", "too_many_pixels"]
