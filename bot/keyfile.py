"""The secrets that everything private is locked with: from the settings, or from a key file."""

from __future__ import annotations

import os
import re
import secrets
import stat
from pathlib import Path

KEY_FILE = "checkpost.key"
# 32 characters of a made key are 192 bits; typed phrases of that length are still hard to guess.
_SHORTEST = 32
PUT_BACK = (
    "Put the old key back behind the new one, CHECKPOST_SECRET_KEY=new,old or a second line of "
    "checkpost.key, and start again."
)
"""What to do where something was locked with a key that is not given any more."""
_REMEDY = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


class KeyProblem(Exception):
    """The secret key cannot be used. The message says why and what to do; never the key."""


def find_secrets(setting: str | None, file: Path | None, *, make: bool = True) -> tuple[str, ...]:
    """Return the secrets, newest first: those of `setting`, else those of `file`.

    `file` is made with a fresh secret when it is missing, unless `make` forbids it; None means that
    there is no folder to keep it in (PostgreSQL), so that the setting is required. Raises
    `KeyProblem`.
    """
    if setting and setting.strip():
        return _parse(setting, "CHECKPOST_SECRET_KEY")
    if file is None:
        raise KeyProblem(
            "CHECKPOST_SECRET_KEY is not set, and with PostgreSQL it has to be: every replica "
            f"needs the same one. {_REMEDY}"
        )
    try:
        return _read(file)
    except FileNotFoundError:
        if not make:
            raise KeyProblem(f"The key file {file} is gone. Put a backup of it back.") from None
        _make(file)
        return _read(file)


def _parse(given: str, where: str) -> tuple[str, ...]:
    found = tuple(part for part in re.split(r"[,\s]+", given) if part)
    if not found:
        raise KeyProblem(f"{where} holds no key. Put a backup of it back. {_REMEDY}")
    for secret in found:
        if len(secret) < _SHORTEST or not secret.isprintable() or not secret.isascii():
            raise KeyProblem(
                f"{where} holds something that is no key: a key has at least {_SHORTEST} plain "
                f"characters, and a comma stands between a new and an old one. {_REMEDY}"
            )
    return found


def _read(file: Path) -> tuple[str, ...]:
    try:
        if file.exists() and not file.is_file():
            raise KeyProblem(f"The key file {file} is no plain file. Move it away.")
        with file.open("rb") as opened:
            mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
            content = opened.read(10_000)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise KeyProblem(
            f"The key file {file} cannot be read ({error.strerror}). Make it readable for the "
            "user that runs Checkpost, and for nobody else."
        ) from None
    if os.name == "posix" and mode & 0o077:
        raise KeyProblem(
            f"The key file {file} can be read by other users (mode {mode:04o}). "
            f"Run: chmod 600 {file}"
        )
    return _parse(content.decode("ascii", errors="replace"), f"The key file {file}")


def _make(file: Path) -> None:
    """Write a fresh secret under another name first, so that nobody ever reads half a key."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as opened:
                opened.write(secrets.token_urlsafe(32) + "\n")
                opened.flush()
                os.fsync(opened.fileno())
            # A link, unlike a rename, leaves a key alone that another process just made.
            os.link(draft, file)
        finally:
            draft.unlink()
    except FileExistsError:
        return
    except OSError as error:
        raise KeyProblem(
            f"The key file {file} cannot be made ({error.strerror}). Make its folder writable, "
            "or set CHECKPOST_SECRET_KEY."
        ) from None
