"""The files that others start Checkpost by: they name what exists, and ask for little."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

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


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("THE SYSTEMD UNIT IS NOT VERIFIED HERE: there is no systemd-analyze")
    # It looks for the program, which is not installed there on this machine.
    unit = tmp_path / "checkpost.service"
    unit.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", UNIT))

    done = subprocess.run(
        [program, "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
