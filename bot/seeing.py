"""The use case: an author asks what a model sees in their picture, and what may go to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from bot.messages import say
from bot.pictures.judging import OF_THE_POST
from bot.pictures.looking import Look
from bot.pictures.showing import for_a_model
from bot.pictures.words import Read
from bot.review.notes import note_for
from bot.review.outcome import ReviewStatus
from bot.review.picturing import PictureSaid
from bot.review.replying import MOST_COMMENT
from bot.verdict import Draft, Reading

PRIVATE = frozenset(
    {
        "client",
        "confidential",
        "credential",
        "financial",
        "internal-link",
        "personal-data",
        "security",
    }
)
MayAsk = Callable[[str | None, str], Awaitable[bool]]


class Viewer(Protocol):
    """A model that looks at pictures. Never raises for anything an endpoint does."""

    @property
    def host(self) -> str:
        """The host a picture would be sent to, empty where there is none."""
        ...

    def hide(self, comment: str) -> str:
        """Return what of some words may travel."""
        ...

    async def see(self, jpeg: bytes, readable: str) -> PictureSaid:
        """Return what there is to say about a picture in which these words can be read."""
        ...


class Seeing:
    """Shows a picture to a model where its author asked, and where nothing in it is private."""

    def __init__(self, viewer: Viewer, may_ask: MayAsk, read: Callable[[Draft], Reading]) -> None:
        """`may_ask` says whether a person takes AI at all; `read` is the rules' word on a text."""
        self._viewer = viewer
        self._may_ask = may_ask
        self._read = read

    @property
    def host(self) -> str:
        """The host a picture would be sent to, empty where there is none."""
        return self._viewer.host

    async def ask(self, team: str | None, user: str, found: Look) -> PictureSaid:
        """Return what a model sees, with a description that the rules have nothing against."""
        if not (self.host and await self._may_ask(team, user)):
            return PictureSaid(ReviewStatus.DISABLED, note=say("picture.ai.off"))
        kept_here = self._kept_here(found)
        if kept_here is not None:
            return kept_here
        said = await self._viewer.see(for_a_model(found.picture.small), found.words.text)
        return replace(said, description=self._passed(said.description, found))

    def _kept_here(self, found: Look) -> PictureSaid | None:
        """Return why a picture must not leave, None where it may.

        In pixels nothing can be hidden: what would be hidden in a text keeps a picture here.
        """
        if found.reading.guarded:
            return PictureSaid(ReviewStatus.NONE)
        if found.reading.holds_credential:
            status = ReviewStatus.SKIPPED_CREDENTIAL
            return PictureSaid(status, note=note_for(status))
        if found.words.status is not Read.DONE:
            return PictureSaid(ReviewStatus.NONE, note=say("picture.ai.unread"))
        texts = (found.words.text[:MOST_COMMENT], *(line.text for line in found.words.lines))
        private = any(each.finding.topic in PRIVATE for each in found.seen)
        if private or any(self._viewer.hide(text) != text for text in texts):
            return PictureSaid(ReviewStatus.NONE, note=say("picture.ai.private"))
        return None

    def _passed(self, description: str | None, found: Look) -> str | None:
        if description is None or len(description) > found.alt_most:
            return None
        reading = self._read(Draft(description))
        objected = any(each.topic not in OF_THE_POST for each in reading.findings)
        return None if objected or reading.guarded else description
