"""Engines, as far as it shows without a database."""

from __future__ import annotations

from storage.engines import pooled_engine
from storage.urls import parse_url


def test_a_machine_that_is_gone_is_noticed_as_soon_as_the_url_wishes() -> None:
    url = parse_url("postgresql://mira@db.example/posts?connect_timeout=3&sslmode=require")

    engine = pooled_engine(url, 1)

    assert engine.url.query["connect_timeout"] == "3"
    assert engine.url.query["tcp_user_timeout"] == "20000"
    assert engine.url.query["sslmode"] == "require"
