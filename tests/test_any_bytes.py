"""What a disk or a wire brings may be anything: it is read, or refused in a way of its own."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

import typer
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.check import Asked, Outcome
from bot.cli.clicks import clicks_in
from bot.evidence.addresses import readable_host
from bot.keyfile import KeyProblem, find_secrets
from bot.pictures.cleaning import cleaned
from bot.pictures.metadata import details
from bot.pictures.read import Unreadable, read_picture
from bot.review.endpoint import EndpointProblem
from bot.review.replies import read_reply, wait_of
from bot.workflows.wire import from_text, to_text
from storage.problem import StoreProblem
from storage.urls import parse_url
from tests.pictures.made import photo
from tests.spoiling import spoiled
from tests.workflows.runner import asked

MANY = settings(max_examples=200)
SOME = settings(max_examples=60)

things = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["choices", "message", "content", "usage", "error", "a"]), inner
        )
    ),
    max_leaves=8,
)
REPLY = {
    "choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}],
    "usage": {"total_tokens": 7, "completion_tokens": 3},
}


@cache
def written() -> str:
    return json.dumps(json.loads(to_text(asked(1))), indent=0)


@MANY
@given(text=st.text(max_size=40) | things.map(json.dumps) | st.deferred(lambda: spoiled(written())))
@example(text="[" * 100_000)
def test_no_text_breaks_the_reading_of_what_a_workflow_wrote(text: str) -> None:
    for kind in (Asked, Outcome):
        with suppress(ValueError):
            assert isinstance(to_text(from_text(kind, text)), str)


@MANY
@given(
    received=st.binary(max_size=40)
    | (things | spoiled(json.dumps(REPLY, indent=0))).map(
        lambda told: (told if isinstance(told, str) else json.dumps(told)).encode(
            "utf-8", "replace"
        )
    )
)
@example(received=b"[" * 100_000)
def test_no_reply_of_a_model_server_breaks_its_reader(received: bytes) -> None:
    with suppress(EndpointProblem):
        assert isinstance(read_reply(received).text, str)


@MANY
@given(value=st.text(max_size=20) | st.sampled_from(["1e999", "nan", "-1", "Wed, 21 Oct 2026"]))
def test_no_header_breaks_the_reading_of_how_long_to_wait(value: str) -> None:
    wait = wait_of({"retry-after": value, "retry-after-ms": value})
    assert wait is None or wait >= 0


@MANY
@given(url=st.text(max_size=40) | spoiled("https://docs.brightwater.example:443/a?b=c#d", 2))
@example(url="https://[::1/")
@example(url="https://a:99999/")
def test_no_link_breaks_the_look_at_its_host(url: str) -> None:
    host = readable_host(url)
    assert host is None or host


@MANY
@given(
    url=st.text(max_size=40)
    | spoiled("postgresql://bot:word@db.example:5432/checkpost?sslmode=require", 2)
)
@example(url="postgresql://a:b@c:port/d")
@example(url="postgresql://[::1/d")
@example(url="sqlite:///\0")
def test_no_database_url_breaks_its_reader(url: str) -> None:
    with suppress(StoreProblem):
        assert parse_url(url).name


@MANY
@given(content=st.binary(max_size=60))
def test_no_key_file_breaks_its_reader(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "checkpost.key")
        file.write_bytes(content)
        file.chmod(0o600)
        with suppress(KeyProblem):
            assert find_secrets(None, file)


@MANY
@given(text=spoiled("campaign,day,clicks\nriver-week,2026-11-23,40\nriver-week,2026-11-24,7"))
def test_no_file_of_figures_breaks_its_reader(text: str) -> None:
    with suppress(typer.Exit):
        found = clicks_in(text, {"river-week"}, "clicks.csv", date(2026, 11, 28))
        assert all(count >= 0 for count in found.values())


@SOME
@given(data=st.data(), kind=st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_no_picture_however_damaged_breaks_the_look_at_it(data: st.DataObject, kind: str) -> None:
    whole = bytearray(taken(kind))
    # Where a file says what it is and where things lie, which is what readers believe.
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, min(len(whole), 1_500) - 1))] = data.draw(
            st.integers(0, 255)
        )
    spoilt = bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])

    with suppress(Unreadable):
        picture = read_picture(spoilt)
        assert all(each.value for each in details(picture))
        assert cleaned(picture)


@cache
def taken(kind: str) -> bytes:
    return photo(kind=kind)
