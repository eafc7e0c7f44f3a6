"""Reading words needs the optional extra; what happens without it is tested everywhere."""

from __future__ import annotations

import resource

import pytest

from bot.pictures.read import read_picture
from bot.pictures.words import Read, Words, installed, words_in
from tests.pictures.made import picture, saved, words

LINES = ("Call Ana on +351 912 345 678", "Não há reunião às 15h", "password: hunter2-Secret!")
needs_extra = pytest.mark.skipif(
    not installed(), reason="`make pictures` installs what reads words"
)


@pytest.fixture(scope="module")
def found() -> Words:
    return words_in(read_picture(saved(words(LINES), "PNG")))


@needs_extra
def test_words_are_read_with_their_accents_and_places(found: Words) -> None:
    assert found.status is Read.DONE
    assert found.text.splitlines() == list(LINES)
    (left, top), (right, _), (_, low), _ = found.lines[1].corners
    assert abs(left - 60) < 12
    assert abs(top - 165) < 20
    assert right > 400
    assert low > top + 20


@needs_extra
def test_a_picture_that_takes_too_long_is_given_up() -> None:
    # No machine starts the process and its library in a fiftieth of a second.
    assert words_in(read_picture(saved(picture())), 0.02) == Words(Read.FAILED)


@needs_extra
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_picture_is_read_all_the_same(angle: int) -> None:
    turned = words(LINES).rotate(angle, expand=True)
    found = words_in(read_picture(saved(turned, "PNG")))
    assert found.status is Read.DONE
    assert found.text.splitlines() == list(LINES)
    for line in found.lines:
        assert all(0 <= x <= turned.width and 0 <= y <= turned.height for x, y in line.corners)


@needs_extra
def test_the_edge_of_a_thing_is_no_faint_letter() -> None:
    assert words_in(read_picture(saved(picture((1080, 1080)), "PNG"))) == Words(Read.DONE)


@needs_extra
def test_words_that_are_found_in_a_turned_picture_alone_are_read() -> None:
    # Of these grey letters nothing is found upright, nor on their head.
    faint = words(LINES[2:], (640, 480), at=(20, 120), letters=9, colours=("#aaaaaa", "#c8c8c8"))
    assert words_in(read_picture(saved(faint, "PNG"))).text == LINES[2]


@needs_extra
@pytest.mark.parametrize("size", [(20_000, 2), (2, 20_000)])
def test_a_picture_like_a_thread_fills_no_memory(size: tuple[int, int]) -> None:
    assert words_in(read_picture(saved(picture(size), "PNG"))) == Words(Read.DONE)
    most_kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert most_kib < 1_000_000


@pytest.mark.skipif(installed(), reason="the extra is installed")
def test_without_the_extra_nothing_is_read() -> None:
    assert words_in(read_picture(saved(picture()))) == Words(Read.OFF)
