"""What the reply coach says about a reply: kind of comment, advice, three ticks, hazards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the other person's comment is, by the first that fits; `none` where there is none."""

    NONE = "none"
    SAFETY = "safety"
    LEGAL_THREAT = "legal-threat"
    JOURNALIST = "journalist"
    COLLEAGUE_IN_NEED = "colleague-in-need"
    COLLEAGUE = "colleague"
    PERSONAL_DATA = "personal-data"
    TROLL = "troll"
    PAY = "criticism-of-pay"
    CONDUCT = "grave-conduct"
    STAFF = "criticism-of-staff"
    ACCOUNT = "account-matter"
    WRONG_FACT = "wrong-fact"
    RANT = "rant"
    UNHAPPY = "unhappy"
    QUESTION = "question"
    PRAISE = "praise"
    OTHER = "other"


class Advice(StrEnum):
    """What to do about the comment. The words are a contract with other tools."""

    REPLY = "reply"
    LEAVE = "leave"
    SUPPORT = "route:support"
    LEGAL = "route:legal"
    SAFETY = "route:safety"
    PERSONNEL = "route:personnel"
    PRESS = "route:press"

    @property
    def desk(self) -> str:
        """Whose matter it is, as contacts are named; empty where it is the author's own."""
        return self.value.removeprefix("route:") if self.value.startswith("route:") else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the draft: code-point offsets, `draft.text[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something that makes replies go wrong, such as `non-apology`, and where it stands."""

    name: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ReplyReading:
    """What was found. A tick is where the reply earns it, None where it does not yet.

    `owner` is the channel of the people whose matter it is. Of a `guarded` draft its author is told
    nothing. `by_ai` says that a model gave the advice, `agreed` that one came to ours. `withheld`
    says that none reads the comment, which seems to hold a key or password. An `unread` one is in
    a language that there are no lists of, so nobody can tell its ticks. Holds nothing of the
    comment.
    """

    kind: Kind
    advice: Advice
    acknowledges: Mark | None
    empathy: Mark | None
    next_step: Mark | None
    hazards: tuple[Hazard, ...] = ()
    owner: str = ""
    by_ai: bool = False
    agreed: bool = False
    guarded: bool = False
    withheld: bool = False
    unread: bool = False

    @property
    def is_yours(self) -> bool:
        """Whether the author is to reply: nobody else, or support whose help the draft offers."""
        return self.advice is Advice.REPLY or self.brings_support

    @property
    def brings_support(self) -> bool:
        """Whether it is a matter for support, and the draft says how they will be helped."""
        return self.advice is Advice.SUPPORT and self.next_step is not None

    @property
    def is_whole(self) -> bool:
        """Whether all three ticks are earned; of a guarded draft nothing is asked."""
        return self.guarded or None not in (self.acknowledges, self.empathy, self.next_step)

    @property
    def is_sound(self) -> bool:
        """Whether nothing speaks against sending it."""
        return self.is_yours and not self.hazards
