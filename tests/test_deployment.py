"""The files that others start Checkpost by: they name what exists, and ask for little."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.deployment.__main__ import main
from tests.deployment.tools import Broken, Report, Skipped
from tests.deployment.unit import verify, with_program

ROOT = Path(__file__).parent.parent
CONTAINER = (ROOT / "Containerfile").read_text()
UNIT = (ROOT / "docs" / "examples" / "checkpost.service").read_text()


def test_the_container_copies_what_exists_and_checks_every_hash() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER, re.MULTILINE)
    named = [name for line in copied for name in line.split()]
    assert {"requirements.lock", "bot", "storage", "rules", "prompts"} <= {*named}
    assert [name for name in named if not (ROOT / name).exists()] == []
    installs = re.findall(r"pip install .*", CONTAINER)
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


def test_the_container_runs_as_nobody_in_particular_and_knows_its_health() -> None:
    last = CONTAINER.rpartition("\nFROM ")[2]
    user = re.search(r"^USER (\d+)$", last, re.MULTILINE)
    assert user
    assert int(user[1]) > 0
    assert "HEALTHCHECK" in last
    assert "/readyz" in last


def test_every_way_to_start_it_runs_the_same_command() -> None:
    assert (ROOT / "Procfile").read_text() == "web: checkpost run\n"
    assert 'CMD ["checkpost", "run"]' in CONTAINER
    assert re.search(r"^ExecStart=\S+/checkpost run$", UNIT, re.MULTILINE)


def test_whoever_it_runs_as_has_a_home_which_a_library_looks_for() -> None:
    # A user of a number alone, as systemd's DynamicUser makes one, has none in /etc/passwd.
    assert re.search(r"^ENV .*\bHOME=/data\b", CONTAINER, re.MULTILINE)
    assert "\nEnvironment=HOME=/var/lib/checkpost\n" in UNIT


async def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    try:
        await verify(with_program(tmp_path))
    except Skipped as skipped:
        pytest.skip(f"THE SYSTEMD UNIT IS NOT VERIFIED HERE: {skipped}")


@pytest.mark.parametrize("what", ["container", "unit"])
async def test_what_cannot_be_tried_on_a_machine_is_said(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report = Report()

    assert await main(what, None, report) == 0

    missing = {"container": "no podman and no docker", "unit": "no systemd-analyze"}[what]
    assert report.lines == [f"SKIPPED  {what}: there is {missing} here"]


async def test_a_unit_that_systemd_does_not_understand_is_a_failure(tmp_path: Path) -> None:
    unit = with_program(tmp_path)
    unit.write_text(unit.read_text().replace("[Service]", "[Service]\nRestart=perhaps"))
    try:
        with pytest.raises(Broken, match="perhaps"):
            await verify(unit)
    except Skipped as skipped:
        pytest.skip(f"THE SYSTEMD UNIT IS NOT VERIFIED HERE: {skipped}")
