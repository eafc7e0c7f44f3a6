"""Logs hold no words that a person wrote, not even inside an exception."""

from __future__ import annotations

import asyncio
import gc
import logging
import secrets
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from contextlib import redirect_stderr, suppress
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from bot.hidden import own_secrets
from bot.logs import configure, place
from bot.settings import Settings
from bot.slack.client import open_session, web_client
from bot.uncaught import name_uncaught


@pytest.fixture(autouse=True)
def _leave_logging_as_it_was() -> Iterator[None]:
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:] = before
    logging.raiseExceptions = True
    engine = logging.getLogger("dbos")
    engine.handlers[:], engine.propagate = [], True
    structlog.reset_defaults()


DRAFT = "We merge with Halden on Friday"


def failing() -> None:
    raise ValueError(f"cannot read {DRAFT!r}")


def test_an_exception_is_logged_by_place_and_type_only(capsys: pytest.CaptureFixture[str]) -> None:
    configure("debug")
    try:
        failing()
    except ValueError:
        structlog.get_logger().exception("check_failed", reference="r-1")
        logging.getLogger("some.library").exception("oh no")
        logging.getLogger("dbos").exception("oh no")
    logged = capsys.readouterr().err
    assert logged.count("ValueError at") == 3
    assert "test_logs.py" in logged
    assert "r-1" in logged
    assert "Halden" not in logged


async def test_what_no_task_and_no_callback_caught_is_logged_without_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def fails() -> None:
        failing()

    def answered(with_what: str) -> None:
        raise ValueError(with_what)

    configure("debug")
    asyncio.get_running_loop().call_soon(answered, DRAFT)
    left_alone = asyncio.get_running_loop().create_task(fails())
    await asyncio.wait([left_alone])
    del left_alone
    gc.collect()

    logged = capsys.readouterr().err
    assert "never retrieved" in logged
    assert "Exception in callback" in logged
    assert logged.count("ValueError at") == 2
    assert "Halden" not in logged


def test_what_ends_a_thread_or_the_process_is_named_without_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Fails:
        def __del__(self) -> None:
            failing()

    configure("debug")
    name_uncaught()
    thread = threading.Thread(target=failing)
    thread.start()
    thread.join()
    Fails()
    gc.collect()
    try:
        failing()
    except ValueError:
        sys.excepthook(*sys.exc_info())

    logged = capsys.readouterr().err
    for event in ("thread_failed", "not_raised", "process_failed"):
        assert event in logged
    assert logged.count("ValueError at") == 3
    assert "Halden" not in logged


def test_a_warning_is_named_without_words(capsys: pytest.CaptureFixture[str]) -> None:
    configure("debug")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        name_uncaught()
        warnings.warn(f"expected a number but got {DRAFT!r}", UserWarning, stacklevel=1)

    logged = capsys.readouterr().err
    assert "UserWarning" in logged
    assert "test_logs.py" in logged
    assert "Halden" not in logged


def test_a_library_that_quotes_the_exception_it_handles_is_not_repeated(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure("debug")
    library = logging.getLogger("slack_sdk.socket_mode")
    try:
        try:
            failing()
        except ValueError as error:
            raise RuntimeError("the listener failed") from error
    except RuntimeError as error:
        library.error(f"Failed to run a listener: {error.__cause__}, session: s-1")
        library.error("Failed: %r", error.__cause__)
        library.warning(f"Exception in schedule: {traceback.format_exc()}")

    logged = capsys.readouterr().err
    assert "Failed to run a listener: ValueError, session: s-1" in logged
    assert "Halden" not in logged


def test_nothing_that_looks_like_a_token_is_logged_whoever_logs_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made_up = secrets.token_hex(12)
    quoted = [
        f"xoxb-1-{made_up}",
        f"xapp-1-{made_up}",
        ".".join(["xoxe", f"xoxp-1-{made_up}"]),
        f"sk-{made_up}",
        f"'Authorization': 'Bearer {made_up}'",
        f"postgresql://bot:{made_up}@db.example/checkpost",
        f"sk_live_{made_up}",
        f"glpat-{made_up}",
        f"eyJhbGci.{made_up}.{made_up}",
        f"host=db password='{made_up}' user=bot",
        f"{{'api-key': '{made_up}'}}",
        f"X-Slack-Signature: v0={made_up}",
        f"authorization: bearer {made_up}",
        f"https://hooks.slack.com/commands/T1/2/{made_up}",
        f"wss://wss-primary.example/link/?ticket={made_up}&app_id=1",
    ]
    configure("debug")

    for words in quoted:
        structlog.get_logger().warning("refused", why=words)
        logging.getLogger("slack_sdk.web").error("it failed with %s", words)

    logged = capsys.readouterr().err
    assert made_up not in logged
    assert logged.count("[hidden]") == 2 * len(quoted)
    assert "@db.example/checkpost" in logged, "what is no secret stays"


def test_a_secret_of_our_own_is_hidden_whatever_it_looks_like(
    capsys: pytest.CaptureFixture[str],
) -> None:
    new, old, signing, key, word = (secrets.token_hex(16) for _ in range(5))
    settings = Settings(
        _env_file=None,
        checkpost_secret_key=SecretStr(f"{new},{old}"),
        slack_signing_secret=SecretStr(signing),
        openai_api_key=SecretStr(key),
        checkpost_database_url=SecretStr(f"postgresql://bot:%20{word}@db.example/checkpost"),
    )
    configure("debug", own_secrets(settings))

    for secret in (new, old, signing, key, word):
        structlog.get_logger().debug("refused", why=f"of {secret}")
        logging.getLogger("some.library").error("it failed with %%20%s, %s", secret, f" {secret}")

    logged = capsys.readouterr().err
    assert [each for each in (new, old, signing, key) if each in logged] == []
    assert f"%20{word}" not in logged
    assert f" {word}" not in logged


def test_a_database_error_keeps_the_code_that_tells_an_operator_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    database = create_engine(f"sqlite:///file:{tmp_path}/a.db?mode=ro&uri=true", poolclass=NullPool)
    with database.connect() as connection, pytest.raises(OperationalError) as caught:
        connection.execute(text("CREATE TABLE halden (merges)"))

    told = place(caught.value)

    assert told.startswith("OperationalError SQLITE_READONLY at ")
    assert "halden" not in told


def test_third_parties_stay_quiet_at_debug(capsys: pytest.CaptureFixture[str]) -> None:
    configure("debug")
    for name in ("slack_sdk.web.async_client", "dbos", "openai._base_client", "httpx"):
        logging.getLogger(name).info("payload: %s", DRAFT)
    structlog.get_logger().debug("check_started", length=30)
    logged = capsys.readouterr().err
    assert "check_started" in logged
    assert "Halden" not in logged


def test_a_line_that_cannot_be_written_breaks_nothing() -> None:
    full = Path("/dev/full").open("w", buffering=1)  # noqa: SIM115 -- closing it fails too
    with redirect_stderr(full):
        configure("info")

        structlog.get_logger().info("check_started", length=30)
        logging.getLogger("some.library").error("oh no")

    with suppress(OSError):
        full.close()


async def test_no_request_to_slack_is_put_into_words_that_nobody_prints() -> None:
    async with open_session() as session:
        client = web_client("", "https://slack.example/api/", session)

    assert client.logger.level > logging.DEBUG  # the library asks for this one's own, and no more
