"""A PostgreSQL that takes no more writes, as a standby does after somebody switched over."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from tests.e2e.disk import traces
from tests.faults.ground import ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, told, until
from tests.postgres import fresh_database
from tests.slack_person import read

_KNOWN, _MEANWHILE, _AFTER = "Their tides 00001", "Their buoys 00002", "Their charts 00003"


def switch(url: str, setting: LiteralString) -> None:
    """Let every connection to a database be new, and read-only or not."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        name = connection.info.dbname
        connection.execute(
            psycopg.sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = {}").format(
                psycopg.sql.Identifier(name), psycopg.sql.SQL(setting)
            )
        )
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> pg_backend_pid()",
            (name,),
        )


@pytest.mark.e2e
async def test_a_database_that_takes_no_writes_keeps_no_rules_back_and_loses_no_check(
    tmp_path: Path,
) -> None:
    url, luck = fresh_database(), random.Random(1)  # noqa: S311 -- no secrets
    talkative = {"CHECKPOST_LOG_LEVEL": "debug"}
    async with ground(url, tmp_path, luck, takes_its_time(luck, 1.0, 1.0), talkative) as here:
        person = await somebody(here)
        await person.close(await checked(here, person, _KNOWN))
        promised = Promise(_KNOWN, person.user, "command")

        switch(url, "on")
        meanwhile = await checked(here, person, _MEANWHILE)
        await until(lambda: "could not start" in read(meanwhile.view))
        await asyncio.sleep(1.5)  # the review comes, and cannot be written down
        assert answered(here, promised) == 0
        switch(url, "off")
        await until(lambda: answered(here, promised) == 1, seconds=60)
        after = await checked(here, person, _AFTER)
        await until(lambda: told(after))

        assert "25006" in here.bot.said(), "what the operator has to look after"
        assert here.bot.stop() == 0
    folders = (tmp_path, Path(url.partition("host=")[2]))
    assert [found for each in folders for found in traces(each, {"are a joke", "U0MIRA"})] == []
