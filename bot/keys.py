"""Keys: encrypts what must survive a crash, and turns people into hashes nobody can reverse.

Two kinds of secret are kept apart. Encryption follows CHECKPOST_SECRET_KEY and can be rotated.
The key behind `author_key` is made once, at random, and kept in the database under that
encryption, so that rotating does not turn everybody into a stranger.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.keyfile import KEY_FILE, KeyProblem, find_secrets

__all__ = ["KEY_FILE", "KeyProblem", "Keys", "Vault", "find_secrets"]

_AUTHOR_KEY = "author_key"


class Vault(Protocol):
    """Where a sealed secret is kept; the store is one."""

    async def secret(self, name: str) -> str | None:
        """Return what is kept under `name`, or None."""
        ...

    async def keep_secret(self, name: str, secret: str) -> str:
        """Keep `secret` unless there is one already; return the one that stands."""
        ...

    async def replace_secret(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`."""
        ...


class Keys:
    """Encrypts and hashes. Holds secrets, so it has no readable form."""

    __slots__ = ("_author", "_box", "_thing")

    def __init__(self, secret_keys: Sequence[str], author_secret: bytes) -> None:
        """`secret_keys` are newest first: the first encrypts, all of them decrypt."""
        self._box = _box(secret_keys)
        self._author = _derive(author_secret, "author")
        self._thing = _derive(author_secret, "thing")

    @classmethod
    async def open(cls, setting: str | None, file: Path | None, vault: Vault) -> Self:
        """Find the secrets (see `find_secrets`) and unseal the author key kept in `vault`.

        What an older secret had sealed is sealed again with the newest. Raises `KeyProblem`.
        """
        sealed = await vault.secret(_AUTHOR_KEY)
        # A fresh key would open nothing of what is there.
        secret_keys = find_secrets(setting, file, make=sealed is None)
        box = _box(secret_keys)
        if sealed is None:
            sealed = await vault.keep_secret(_AUTHOR_KEY, _seal(box, secrets.token_bytes(32)))
        author_secret = _unseal(box, sealed)
        if not _opens(_box(secret_keys[:1]), sealed):
            await vault.replace_secret(_AUTHOR_KEY, sealed, _seal(box, author_secret))
        return cls(secret_keys, author_secret)

    @classmethod
    async def look(cls, setting: str | None, file: Path | None, vault: Vault) -> Self | None:
        """The same without making or changing anything; None where nothing was sealed yet."""
        sealed = await vault.secret(_AUTHOR_KEY)
        if sealed is None:
            return None
        secret_keys = find_secrets(setting, file, make=False)
        return cls(secret_keys, _unseal(_box(secret_keys), sealed))

    async def renew_people(self, vault: Vault) -> None:
        """Make everybody a stranger: nothing that was kept of a person can be found any more.

        These keys themselves go on with the old secret, until they are opened again.
        """
        sealed = await vault.secret(_AUTHOR_KEY)
        if sealed is not None:
            await vault.replace_secret(
                _AUTHOR_KEY, sealed, _seal(self._box, secrets.token_bytes(32))
            )

    def author_key(self, team: str | None, user: str) -> str:
        """Return the keyed hash that stands for a person: 64 hexadecimal digits."""
        return _mac(self._author, "author", team or "", user)

    def delivery_key(self, delivery: str) -> str:
        """Return the keyed hash that stands for one of Slack's deliveries."""
        return _mac(self._author, "delivery", delivery)[:40]

    def thing_key(self, kind: str, thing: str) -> str:
        """Return the keyed hash that stands for a thing in drafts, such as a link's host."""
        return _mac(self._thing, kind, thing)

    def encrypt(self, text: str) -> str:
        """Encrypt with the newest secret; the result is URL-safe ASCII."""
        return self._box.encrypt(text.encode("utf-8", "surrogatepass")).decode("ascii")

    def opens(self, sealed: str) -> bool:
        """Whether any of the secrets decrypts this."""
        return _opens(self._box, sealed)

    def decrypt(self, sealed: str) -> str:
        """Decrypt what any of the secrets encrypted; raises `KeyProblem`, without the text."""
        try:
            opened = self._box.decrypt(sealed.encode("utf-8", "surrogatepass"))
        except InvalidToken:
            raise KeyProblem("This was encrypted with another key, or was altered.") from None
        return opened.decode("utf-8", "surrogatepass")


def _derive(secret: bytes, purpose: str) -> bytes:
    info = f"checkpost {purpose} v1".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)


def _box(secret_keys: Sequence[str]) -> MultiFernet:
    derived = (_derive(secret.encode(), "encryption") for secret in secret_keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])


def _mac(key: bytes, *parts: str) -> str:
    # Lengths keep ("T1", "2U") and ("T12", "U") apart.
    message = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.digest(key, message.encode("utf-8", "surrogatepass"), "sha256").hex()


def _seal(box: MultiFernet, secret: bytes) -> str:
    return box.encrypt(secret).decode("ascii")


def _opens(box: MultiFernet, sealed: str) -> bool:
    try:
        box.decrypt(sealed)
    except InvalidToken:
        return False
    return True


def _unseal(box: MultiFernet, sealed: str) -> bytes:
    try:
        return box.decrypt(sealed)
    except InvalidToken:
        raise KeyProblem(
            "The database was made with another secret key. Put the earlier checkpost.key or "
            "CHECKPOST_SECRET_KEY back; to change keys give both, the new one first: "
            "CHECKPOST_SECRET_KEY=new,old."
        ) from None
