"""Keys: where they come from, what rotation changes, and what it must not change."""

from __future__ import annotations

import os
import re
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keyfile import find_secrets
from bot.keys import KeyProblem, Keys

OLD = "old-" + "o1" * 20
NEW = "new-" + "n2" * 20
DRAFT = "Try Tidewatch, it is the best"


class FakeVault:
    """Keeps sealed secrets in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def secret(self, name: str) -> str | None:
        return self.kept.get(name)

    async def keep_secret(self, name: str, secret: str) -> str:
        return self.kept.setdefault(name, secret)

    async def replace_secret(self, name: str, old: str, new: str) -> None:
        if self.kept[name] == old:
            self.kept[name] = new


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


def test_the_first_run_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    file = tmp_path / "checkpost.key"

    made = find_secrets(None, file)

    assert find_secrets(None, file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(made[0]) == 43
    assert [path.name for path in tmp_path.iterdir()] == ["checkpost.key"]


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    found: list[tuple[str, ...]] = []
    threads = [
        threading.Thread(target=lambda: found.append(find_secrets(None, tmp_path / "k")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len(set(found)) == 1


def test_the_setting_goes_before_the_file_and_makes_none(tmp_path: Path) -> None:
    assert find_secrets(f" {NEW} , {OLD}\n", tmp_path / "checkpost.key") == (NEW, OLD)
    assert list(tmp_path.iterdir()) == []


def test_without_a_file_to_keep_it_in_the_setting_is_required() -> None:
    with pytest.raises(KeyProblem, match=r"CHECKPOST_SECRET_KEY is not set, and with PostgreSQL"):
        find_secrets(None, None)


@pytest.mark.parametrize("content", ["", "\n", "too short", "short,shorter", f"{OLD},tiny"])
def test_a_malformed_key_is_explained_and_not_repeated(content: str, tmp_path: Path) -> None:
    file = tmp_path / "checkpost.key"
    file.write_text(content)
    file.chmod(0o600)

    with pytest.raises(KeyProblem, match=re.escape(str(file))) as caught:
        find_secrets(None, file)

    assert all(part not in str(caught.value) for part in ("tiny", "shorter", OLD))
    assert file.read_text() == content


def test_a_key_that_is_no_text_is_malformed(tmp_path: Path) -> None:
    file = tmp_path / "checkpost.key"
    file.write_bytes(os.urandom(64) + b"\xff")
    file.chmod(0o600)

    with pytest.raises(KeyProblem, match="no key"):
        find_secrets(None, file)


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "checkpost.key"
    find_secrets(None, file)
    file.chmod(0o644)

    with pytest.raises(KeyProblem, match=f"mode 0644.*chmod 600 {re.escape(str(file))}"):
        find_secrets(None, file)


def test_a_folder_in_the_place_of_the_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "checkpost.key").mkdir(mode=0o700)

    with pytest.raises(KeyProblem, match="plain file"):
        find_secrets(None, tmp_path / "checkpost.key")


def test_a_key_cannot_be_made_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="cannot be made"):
        find_secrets(None, tmp_path / "missing" / "checkpost.key")


async def test_no_fresh_key_takes_the_place_of_one_that_is_gone(
    vault: FakeVault, tmp_path: Path
) -> None:
    file = tmp_path / "checkpost.key"
    assert await Keys.look(None, file, vault) is None
    made = (await Keys.open(None, file, vault)).encrypt(DRAFT)
    kept = file.rename(tmp_path / "backup.key")

    for find in (Keys.open, Keys.look):
        with pytest.raises(KeyProblem, match=r"checkpost\.key is gone\. Put a backup of it back"):
            await find(None, file, vault)
        assert not file.exists()

    kept.rename(file)
    found = await Keys.look(None, file, vault)
    assert found is not None
    assert found.opens(made)


async def test_what_was_encrypted_comes_back(vault: FakeVault) -> None:
    keys = await Keys.open(NEW, None, vault)

    sealed = keys.encrypt(DRAFT)

    assert keys.decrypt(sealed) == DRAFT
    assert "Tidewatch" not in sealed
    assert keys.encrypt(DRAFT) != sealed


@given(text=st.text(st.characters(exclude_categories=[])))
def test_any_text_comes_back(text: str) -> None:
    keys = Keys((NEW,), b"author")

    assert keys.decrypt(keys.encrypt(text)) == text


async def test_what_was_altered_is_refused_without_its_text(vault: FakeVault) -> None:
    keys = await Keys.open(NEW, None, vault)
    sealed = keys.encrypt(DRAFT)
    altered = sealed[:-8] + ("A" if sealed[-8] != "A" else "B") + sealed[-7:]

    for wrong in (altered, "", DRAFT, "é"):
        with pytest.raises(KeyProblem) as caught:
            keys.decrypt(wrong)
        assert "Tidewatch" not in str(caught.value)


async def test_a_rotated_key_reads_the_old_and_writes_the_new(vault: FakeVault) -> None:
    before = await Keys.open(OLD, None, vault)
    sealed = before.encrypt(DRAFT)

    during = await Keys.open(f"{NEW},{OLD}", None, vault)
    assert during.decrypt(sealed) == DRAFT
    fresh = during.encrypt(DRAFT)

    after = await Keys.open(NEW, None, vault)
    assert after.decrypt(fresh) == DRAFT
    with pytest.raises(KeyProblem):
        after.decrypt(sealed)


async def test_rotation_turns_nobody_into_a_stranger(vault: FakeVault) -> None:
    before = await Keys.open(OLD, None, vault)
    during = await Keys.open(f"{NEW},{OLD}", None, vault)
    after = await Keys.open(NEW, None, vault)

    known = {keys.author_key("T1", "U1") for keys in (before, during, after)}

    assert len(known) == 1
    assert before.delivery_key("13.37") == after.delivery_key("13.37")


async def test_a_key_that_does_not_belong_to_the_database_is_refused(vault: FakeVault) -> None:
    await Keys.open(OLD, None, vault)
    kept = dict(vault.kept)

    with pytest.raises(KeyProblem, match="made with another secret key") as caught:
        await Keys.open(NEW, None, vault)

    assert vault.kept == kept
    assert NEW not in str(caught.value)


async def test_people_teams_and_databases_are_kept_apart(vault: FakeVault) -> None:
    keys = await Keys.open(NEW, None, vault)
    elsewhere = await Keys.open(NEW, None, FakeVault())

    known = {
        keys.author_key("T1", "U1"),
        keys.author_key("T1", "U2"),
        keys.author_key(None, "U1"),
        keys.author_key("T1U", "1"),
        keys.author_key("", "T1U1"),
        elsewhere.author_key("T1", "U1"),
    }

    assert len(known) == 6
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in known)


async def test_keys_have_no_readable_form(vault: FakeVault) -> None:
    keys = await Keys.open(NEW, None, vault)

    assert NEW not in repr(keys)
    assert NEW not in repr(vault.kept)
