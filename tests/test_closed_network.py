"""The suite's own promise: no test leaves this machine."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Gate


def test_a_test_that_calls_an_address_outside_is_stopped(closed_network: Gate) -> None:
    with (
        socket.socket() as outside,
        pytest.raises(RuntimeError, match=r"may not reach 192\.0\.2\.7"),
    ):
        outside.connect(("192.0.2.7", 443))
    assert closed_network.attempts == ["192.0.2.7"]
    closed_network.attempts.clear()


def test_a_test_that_looks_up_a_name_outside_is_stopped(closed_network: Gate) -> None:
    with pytest.raises(RuntimeError, match=r"may not reach slack\.example"):
        socket.getaddrinfo("slack.example", 443)
    assert closed_network.attempts == ["slack.example"]
    closed_network.attempts.clear()


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5) as client:
            client.sendall(b"hello")
            accepted, _ = server.accept()
            with accepted:
                assert accepted.recv(5) == b"hello"


def test_a_unix_socket_can_be_reached() -> None:
    here, there = socket.socketpair()
    with here, there:
        here.sendmsg([b"hello"])
        assert there.recv(5) == b"hello"
