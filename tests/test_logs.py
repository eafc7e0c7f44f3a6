"""Logs hold no words that a person wrote, not even inside an exception."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure


@pytest.fixture(autouse=True)
def _leave_logging_as_it_was() -> Iterator[None]:
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    yield
    root.handlers[:] = before
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
    logged = capsys.readouterr().err
    assert logged.count("ValueError at") == 2
    assert "test_logs.py" in logged
    assert "r-1" in logged
    assert "Halden" not in logged


def test_third_parties_stay_quiet_at_debug(capsys: pytest.CaptureFixture[str]) -> None:
    configure("debug")
    for name in ("slack_sdk.web.async_client", "dbos", "openai._base_client", "httpx"):
        logging.getLogger(name).info("payload: %s", DRAFT)
    structlog.get_logger().debug("check_started", length=30)
    logged = capsys.readouterr().err
    assert "check_started" in logged
    assert "Halden" not in logged
