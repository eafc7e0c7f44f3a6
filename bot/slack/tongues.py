"""Whose language is spoken: what a person chose, else Slack's locale, else the company's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from bot.messages import DEFAULT, language_of
from bot.slack.recent import Recent

PATIENCE_S = 0.3
"""How long the answer waits for Slack's word on a locale, once an hour and person.

Slack answers `users.info` in about 100 ms, so the first card a person ever sees speaks their
language; what Slack waits for is ten times as long, and a slow answer counts for the next time.
"""

_HOUR_S, _MINUTE_S = 3_600.0, 60.0
_PEOPLE = 20_000


class Tongues:
    """Asks quietly: a locale is kept in memory alone, and no line in the log says who was asked."""

    def __init__(
        self,
        *,
        chosen: Callable[[str | None, str], Awaitable[str]],
        locale: Callable[[str], Awaitable[str]],
        company: Callable[[], str],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`chosen` answers with what (team, user) chose, empty for nothing; it may raise.

        `locale` asks Slack, and may raise too. `company` is the organisation's language.
        """
        self._chosen = chosen
        self._ask = locale
        self._company = company
        self._locales: Recent[str] = Recent(ttl_s=_HOUR_S, most=_PEOPLE, now=now)
        # Of whom Slack has told nothing: not asked again at once, nor waited for.
        self._unknown: Recent[str] = Recent(ttl_s=_MINUTE_S, most=_PEOPLE, now=now)
        self._asking: dict[str, asyncio.Task[None]] = {}

    @property
    def company(self) -> str:
        """The language of what several people read together."""
        return language_of(self._company()) or DEFAULT

    async def of(self, team: str | None, user: str) -> str:
        """Return the language somebody reads, within `PATIENCE_S`. Never raises."""
        until = asyncio.get_running_loop().time() + PATIENCE_S
        self._look_up(user)
        chosen = language_of(await self._choice(team, user, until))
        if chosen:
            return chosen
        asking = self._asking.get(user)
        if asking is not None:
            left = until - asyncio.get_running_loop().time()
            await asyncio.wait({asking}, timeout=max(0.0, left))
        return language_of(self._locales.get(user) or "") or self.company

    async def _choice(self, team: str | None, user: str, until: float) -> str:
        try:
            async with asyncio.timeout_at(until):
                return await self._chosen(team, user)
        except Exception:  # noqa: BLE001 -- a store in trouble is told of by whoever needs it more
            return ""

    def _look_up(self, user: str) -> None:
        """Ask Slack, where nobody has asked or is asking."""
        known = self._locales.get(user) is not None or self._unknown.get(user) is not None
        if user and not known and user not in self._asking:
            asking = asyncio.get_running_loop().create_task(self._learn(user))
            self._asking[user] = asking
            asking.add_done_callback(lambda _: self._asking.pop(user, None))

    async def _learn(self, user: str) -> None:
        try:
            self._locales.put(user, await self._ask(user))
        except Exception:  # noqa: BLE001 -- another language is no trouble that anybody is told of
            self._unknown.put(user, "")
