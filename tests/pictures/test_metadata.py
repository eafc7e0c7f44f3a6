from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from bot.pictures.cleaning import cleaned
from bot.pictures.metadata import Detail, Kind, details
from bot.pictures.read import read_picture
from bot.pictures.stripping import stripped
from tests.pictures.made import beside, exif, photo, picture, profile, saved

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description
 photoshop:City="Porto" xmp:CreatorTool="Lightroom 14" exif:GPSLatitude="41,8.9N">
 <dc:creator><rdf:Seq><rdf:li>Rui Melo</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def noted_png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Ana Sousa")
    notes.add_itxt("Comment", "for the board only, before 3 March")
    return saved(picture(), "PNG", pnginfo=notes, icc_profile=profile())


def values(data: bytes) -> dict[Kind, list[str]]:
    found: dict[Kind, list[str]] = {}
    for each in details(read_picture(data)):
        found.setdefault(each.kind, []).append(each.value)
    return found


def test_a_photo_says_where_when_with_what_and_by_whom() -> None:
    found = details(read_picture(photo()))
    assert found[0] == Detail(Kind.PLACE, "38.7, -9.1")
    assert set(found[1:]) == {
        Detail(Kind.TIME, "2026:11:20 14:05:33"),
        Detail(Kind.DEVICE, "Fairphone FP5"),
        Detail(Kind.AUTHOR, "Ana Sousa"),
        Detail(Kind.SOFTWARE, "Snapseed 2.0"),
    }


def test_xmp_png_texts_and_comments_are_read_too() -> None:
    assert values(saved(picture(), "JPEG", xmp=XMP)) == {
        Kind.PLACE: ["Porto", "GPS"],
        Kind.AUTHOR: ["Rui Melo"],
        Kind.SOFTWARE: ["Lightroom 14"],
    }
    assert values(noted_png()) == {
        Kind.AUTHOR: ["Ana Sousa"],
        Kind.COMMENT: ["for the board only, before 3 March"],
    }
    commented = saved(picture(), "GIF", comment=b"desk of R. Melo")
    assert values(commented) == {Kind.COMMENT: ["desk of R. Melo"]}


def test_what_stands_behind_the_pixels_or_in_hexadecimals_is_read_too() -> None:
    plain = saved(picture((64, 48)), "PNG")
    assert values(beside(plain, b"iTXt", b"Author\0\0\0\0\0Ana Sousa")) == {
        Kind.AUTHOR: ["Ana Sousa"]
    }
    written = f"\nxmp\n{len(XMP):8}\n{XMP.hex()}\n".encode()
    profiled = beside(plain, b"zTXt", b"Raw profile type xmp\0\0" + zlib.compress(written))
    assert values(profiled)[Kind.PLACE] == ["Porto", "GPS"]
    for broken in (b"", b"xmp", b"\nxmp\n 3\nnot hex", b"\nxmp\n 3\nabc"):
        noted = beside(plain, b"zTXt", b"Raw profile type xmp\0\0" + zlib.compress(broken))
        assert values(noted) == {}


@pytest.mark.parametrize("name", [b"prVt", b"caBX", b"tEXt"])
def test_a_cleaned_png_holds_nothing_that_it_is_not_drawn_with(name: bytes) -> None:
    told = beside(saved(picture((64, 48)), "PNG"), name, b"Author\0Ana Sousa")
    copy, _ = cleaned(read_picture(told))
    assert b"Ana Sousa" not in copy


def test_a_cleaned_webp_and_jpeg_hold_no_strange_part_and_no_small_picture() -> None:
    webp = saved(picture((64, 48)), "WEBP")
    webp += b"prVt" + (4).to_bytes(4, "little") + b"Anas"
    whole = webp[:4] + (len(webp) - 8).to_bytes(4, "little") + webp[8:]
    assert b"Anas" not in stripped(whole, "WEBP")
    jpeg = saved(picture((64, 48)))
    small = b"\xff\xe0" + (16 + 12).to_bytes(2) + jpeg[6:18] + b"\2\2" + b"thumbnail..."
    copy = stripped(jpeg[:2] + small + jpeg[20:], "JPEG")
    assert copy == stripped(jpeg, "JPEG")


@pytest.mark.parametrize("mode", ["I", "F", "I;16", "CMYK", "LAB", "1"])
def test_a_scan_of_any_depth_gets_a_cleaned_copy(mode: str) -> None:
    scan = saved(Image.new(mode, (40, 30)), "TIFF")
    copy, ending = cleaned(read_picture(scan))
    assert (ending, read_picture(copy).width) == ("png", 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_a_picture_that_says_nothing_has_no_details(kind: str) -> None:
    assert values(saved(picture(), kind)) == {}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_cleaned_copy_keeps_every_pixel_and_the_colours(kind: str) -> None:
    data = photo(kind=kind) if kind != "PNG" else noted_png()
    copy, ending = cleaned(read_picture(data))
    assert ending == {"JPEG": "jpg"}.get(kind, kind.lower())
    assert details(read_picture(copy)) == ()
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(copy)) as after:
        assert before.tobytes() == after.tobytes()
        assert after.info["icc_profile"] == profile()
        assert dict(after.getexif()) == {}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_turned_photo_is_upright_in_its_cleaned_copy(kind: str) -> None:
    copy, _ = cleaned(read_picture(photo(6, kind)))
    again = read_picture(copy)
    assert (again.width, again.height, again.turned) == (480, 640, False)
    assert details(again) == ()
    assert again.small.getpixel((470, 10)) != again.small.getpixel((10, 10))


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP"])
def test_other_formats_are_cleaned_as_png(kind: str) -> None:
    noted: dict[str, dict[str, object]] = {"GIF": {"comment": b"mine"}, "TIFF": {"exif": exif()}}
    more = noted.get(kind, {})
    copy, ending = cleaned(read_picture(saved(picture(), kind, **more)))
    assert ending == "png"
    assert details(read_picture(copy)) == ()


def test_what_hides_behind_the_end_goes_too() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        clean = saved(picture(), kind)
        assert stripped(clean + b"a second file", kind).count(b"second") == 0


def test_a_progressive_jpeg_is_cleaned_without_loss() -> None:
    data = saved(picture(), "JPEG", progressive=True, exif=exif(), comment=b"mine")
    copy = stripped(data, "JPEG")
    assert b"mine" not in copy
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(copy)) as after:
        assert before.tobytes() == after.tobytes()
