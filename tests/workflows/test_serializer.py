"""What the durable engine writes: everything it needs comes back, and nothing can be read."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keys import Keys
from bot.verdict import Platform
from bot.workflows.serializer import SealedJson, StepFailed, Unreadable

SECRET = "a-key-for-tests-that-is-long-enough"  # noqa: S105 -- it opens nothing
NINE = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)

moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3))]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | moments,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.sampled_from(["$", "of"]), inner)
        | st.dictionaries(st.integers(), inner)
    ),
    max_leaves=20,
)


@pytest.fixture(scope="module")
def serializer() -> SealedJson:
    return SealedJson(Keys((SECRET,), b"author"))


@given(value=values)
def test_every_value_comes_back_as_it_was(serializer: SealedJson, value: object) -> None:
    again = serializer.deserialize(serializer.serialize(value))

    assert again == value
    assert type(again) is type(value)


def test_the_argument_of_a_schedule_keeps_its_moment(serializer: SealedJson) -> None:
    given_ = {"args": (NINE, None), "kwargs": {}}

    again = serializer.deserialize(serializer.serialize(given_))

    assert again == given_
    assert isinstance(again["args"], tuple)
    assert again["args"][0].tzinfo is not None


def test_a_word_of_ours_becomes_plain_text(serializer: SealedJson) -> None:
    again = serializer.deserialize(serializer.serialize([Platform.LINKEDIN]))

    assert again == ["linkedin"]
    assert type(again[0]) is str


def test_an_exception_keeps_its_type_and_a_reference_alone(
    serializer: SealedJson, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ValueError, match="cannot parse") as caught:
        _fail("cannot parse 'Try Tidewatch'")
    sealed = serializer.serialize(caught.value)

    again = serializer.deserialize(sealed)

    assert isinstance(again, StepFailed)
    assert again.kind == "ValueError"
    assert again.reference in caplog.text
    assert "_fail" in caplog.text
    assert "Tidewatch" not in caplog.text + str(again) + repr(again)
    assert serializer.deserialize(serializer.serialize(again)).reference == again.reference


def _fail(text: str) -> None:
    raise ValueError(text)


def test_an_exception_that_was_never_raised_can_be_kept_too(serializer: SealedJson) -> None:
    again = serializer.deserialize(serializer.serialize(RuntimeError()))

    assert isinstance(again, StepFailed)


def test_other_objects_are_refused_by_type_and_not_by_content(
    serializer: SealedJson, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    with pytest.raises(TypeError) as caught:
        serializer.serialize({"draft": {"Try Tidewatch"}})

    assert "set cannot be kept" in str(caught.value)
    assert "Tidewatch" not in str(caught.value) + caplog.text


def test_nothing_that_was_written_can_be_read(serializer: SealedJson) -> None:
    sealed = serializer.serialize({"draft": "Try Tidewatch", "user": "U0MIRA"})

    assert all(word not in sealed for word in ("draft", "Tidewatch", "U0MIRA"))


def test_what_was_altered_or_comes_from_elsewhere_is_not_read(serializer: SealedJson) -> None:
    sealed = serializer.serialize("Try Tidewatch")
    stranger = SealedJson(Keys((SECRET[::-1],), b"author"))

    for wrong in (sealed[:40] + "A" * 8 + sealed[48:], '"Try Tidewatch"', ""):
        assert isinstance(serializer.deserialize(wrong), Unreadable)
    assert isinstance(stranger.deserialize(sealed), Unreadable)


def test_a_rotated_key_still_reads_what_is_in_flight(serializer: SealedJson) -> None:
    rotated = SealedJson(Keys((SECRET[::-1], SECRET), b"author"))

    assert rotated.deserialize(serializer.serialize("Try Tidewatch")) == "Try Tidewatch"
