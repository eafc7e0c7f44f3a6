"""What a look at one thing comes to, and how `checkpost doctor` asks over the network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import httpx

SECONDS = 5


class State(StrEnum):
    """How a thing is. `off` is a choice, not a fault."""

    OK = "ok"
    OFF = "off"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at: what was seen, and what to do where something is wrong."""

    name: str
    state: State
    says: str
    remedy: str = ""


async def get(address: str, token: str) -> httpx.Response:
    """Ask an address; raises httpx.HTTPError."""
    async with httpx.AsyncClient(timeout=SECONDS) as client:
        return await client.get(address, headers={"Authorization": f"Bearer {token}"})


async def post(address: str, token: str) -> httpx.Response:
    """Tell an address; raises httpx.HTTPError."""
    async with httpx.AsyncClient(timeout=SECONDS) as client:
        return await client.post(address, headers={"Authorization": f"Bearer {token}"})
