"""What every test shares: fakes that can be imported, and a network that is closed."""

from __future__ import annotations

import ipaddress
import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Machines differ, so nothing is timed; and a run is the same as the one before it.
settings.register_profile("checkpost", deadline=None, derandomize=True)
settings.load_profile("checkpost")

# Workers share the processors: each one's numpy keeps to one, and waits for no other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that `tests.fakes` imports

_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname"}
_SENDS = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, each beside one that waits for nothing.

    Files are handed out whole, in this order: a long one at the end would be waited for by all.
    """
    files = [list(tests) for _, tests in itertools.groupby(items, key=lambda item: item.path)]
    long = [file for file in files if _takes_long(file[0])]
    quick = [file for file in files if not _takes_long(file[0])]
    in_turn = itertools.chain.from_iterable(itertools.zip_longest(long, quick, fillvalue=()))
    items[:] = itertools.chain.from_iterable(in_turn)


def _takes_long(test: pytest.Item) -> bool:
    """Whether it starts processes and waits for them."""
    return "e2e" in test.keywords or test.path.parent.name in {"cli", "workflows"}


class NetworkClosedError(RuntimeError):
    """A test tried to leave this machine. No OSError, so that no retry swallows it."""


class Gate:
    """Closes the network for this process, for every library that asks Python for a socket."""

    def __init__(self) -> None:
        self.closed = False
        self.attempts: list[str] = []

    def watch(self, event: str, args: tuple[object, ...]) -> None:
        """Audit hook: refuse what does not stay on this machine."""
        if not self.closed or event not in _LOOKUPS | _SENDS:
            return
        target = args[0] if event in _LOOKUPS else args[1]
        host = target[0] if isinstance(target, tuple) else target
        # A path or None is a unix socket, or a socket that was connected before.
        if event in _SENDS and not isinstance(target, tuple):
            return
        if not stays_here(host, lookup=event in _LOOKUPS):
            self.attempts.append(str(host))
            raise NetworkClosedError(f"tests may not reach {host}: the network is closed")


def stays_here(host: object, *, lookup: bool) -> bool:
    """Whether `host` is this machine; a lookup may also name every interface, to listen."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(str(name))
    except ValueError:
        return False
    return address.is_loopback or (lookup and address.is_unspecified)


_GATE = Gate()
sys.addaudithook(_GATE.watch)


@pytest.fixture(autouse=True)
def closed_network() -> Iterator[Gate]:
    """Close the network, and fail the test that tried to leave even if the error was swallowed."""
    _GATE.closed = True
    _GATE.attempts.clear()
    yield _GATE
    assert not _GATE.attempts, f"this test tried to reach {_GATE.attempts}"
