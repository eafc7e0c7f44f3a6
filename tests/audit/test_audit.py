"""What an audit looks at, and what it says of its reports."""

from __future__ import annotations

from tests.audit.__main__ import ROOT, fresh, judged, judged_npm, locks

SOUND = {"name": "rich", "version": "15.0", "vulns": []}
WEAK = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1"}, {"id": "PYSEC-2026-2"}]}
UNASKED = {"name": "typer", "skip_reason": "not found"}
RICH = "rich==15.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
TYPER = "typer==0.29 ; python_version > '3' \\\n    --hash=sha256:cc\n"


def test_every_lock_file_is_looked_at_and_the_bots_own_first() -> None:
    held = {file.name for file in ROOT.iterdir() if "lock" in file.name}

    looked = [file.name for file in locks(ROOT)]

    assert (looked[0], set(looked)) == ("requirements.lock", held)


def test_a_package_in_two_lock_files_is_asked_about_once() -> None:
    seen: set[str] = set()

    assert fresh(f"# by uv\n{RICH}", seen) == [RICH]
    assert fresh(RICH + TYPER, seen) == [TYPER]
    assert fresh(RICH.replace("15.0", "15.1"), seen) == [RICH.replace("15.0", "15.1")]
    assert judged("requirements-node.lock", None, len(fresh(TYPER, seen))) == (
        "requirements-node.lock: nothing that the others do not hold",
        False,
    )


def test_every_package_of_every_lock_file_is_found() -> None:
    for lock in locks(ROOT)[:-1]:
        text = lock.read_text()
        assert len(fresh(text, set())) == text.count("==") - text.count(" == ")


def test_a_known_weakness_is_named_with_its_package() -> None:
    says, known = judged("requirements.lock", {"dependencies": [SOUND, WEAK]}, 2)

    assert known
    assert "old 1.0: PYSEC-2026-1, PYSEC-2026-2" in says


def test_what_was_looked_at_is_counted() -> None:
    says, known = judged("requirements.lock", {"dependencies": [SOUND, UNASKED]}, 2)

    assert (says, known) == ("requirements.lock: no known weakness in 1 of 2 packages", False)


def test_where_nobody_answers_nothing_is_claimed() -> None:
    for report in (None, {}, {"dependencies": [UNASKED]}):
        says, known = judged("requirements.lock", report, 1)
        assert (known, "nobody could be asked" in says) == (False, True)
    for npms in (None, {"error": {"summary": ""}}):
        says, known = judged_npm("package-lock.json", npms)
        assert (known, "nobody could be asked" in says) == (False, True)


def test_what_npm_knows_is_named_too() -> None:
    sound = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 40}}}
    weak = {"vulnerabilities": {"left-pad": {"severity": "high"}}}

    assert judged_npm("package-lock.json", sound) == (
        "package-lock.json: no known weakness in 40 packages",
        False,
    )
    assert judged_npm("package-lock.json", weak) == (
        "package-lock.json: known weaknesses\n  left-pad: high",
        True,
    )
