"""What systemd is told of this process: sd_notify(3), a datagram to the socket that it names."""

from __future__ import annotations

import socket
from contextlib import suppress


class Supervisor:
    """Tells whoever supervises the process how it does, and nobody where nobody does."""

    def __init__(self, address: str) -> None:
        """`address` is NOTIFY_SOCKET's: a path, or `@` and a name without one; may be empty."""
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self._socket.setblocking(False)

    def ready(self) -> None:
        """Say that work is taken on."""
        self._tell(b"READY=1")

    def alive(self) -> None:
        """Say that the loop turns."""
        self._tell(b"WATCHDOG=1")

    def close(self) -> None:
        """Say that the process is ending, and say no more."""
        self._tell(b"STOPPING=1")
        self._socket.close()

    def _tell(self, news: bytes) -> None:
        if not self._address:
            return
        with suppress(OSError):  # a full or vanished socket is its owner's trouble
            self._socket.sendto(news, self._address)
