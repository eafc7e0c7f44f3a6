"""What a card and the window around it show, before any of it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.check import Action, addressed
from bot.policy.counting import Limits
from bot.replies.reply import ReplyReading
from bot.review.outcome import ChecklistItem, SupportedClaim
from bot.verdict import Finding, Platform, Purpose, Verdict


@dataclass(frozen=True, slots=True)
class Card:
    """One check's result. `findings` are worst first; `waiting` says that AI is still reading.

    `unfolded` opens every finding instead of the first. `said` is what the author said of
    findings, by their address; `said_at` where that is kept if it was said of an earlier check: its
    id and the address there. `retry` says that asking once more may help. `reply` is the reply
    coach's word, `topics` what the other person's comment may be `tagged` with. `tips` is what the
    author asked for about this text. `fixed` counts what rules no longer find in the edited draft.
    `pictured` says that a picture came with the text, which the verdict says nothing of.
    """

    check_id: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    waiting: bool = False
    note: str = ""
    checklist: tuple[ChecklistItem, ...] = ()
    rewrite: str | None = None
    unfolded: bool = False
    supported: tuple[SupportedClaim, ...] = ()
    sharing: tuple[ChecklistItem, ...] = ()
    said: Mapping[str, Action] = field(default_factory=dict)
    said_at: Mapping[str, str] = field(default_factory=dict)
    retry: bool = False
    reply: ReplyReading | None = None
    topics: tuple[str, ...] = ()
    tagged: bool = False
    tips: tuple[str, ...] = ()
    fixed: int = 0
    pictured: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether nothing but polish was found, and nothing more is coming."""
        sound = self.reply is None or self.reply.is_sound
        return sound and not self.waiting and self.verdict.rank <= Verdict.POLISH.rank

    @property
    def is_answered(self) -> bool:
        """Whether the author has said what they think of everything that was found."""
        addresses = [address for address, _ in addressed(self.findings)]
        return bool(addresses) and not self.waiting and all(each in self.said for each in addresses)

    def finding(self, address: str) -> Finding | None:
        """Return the finding with this address."""
        return dict(addressed(self.findings)).get(address)

    def answered(self, address: str, action: Action | None) -> Card:
        """Return this card with what its author says of a finding; None takes it back.

        Another answer is kept where the first one is.
        """
        said = {each: word for each, word in self.said.items() if each != address}
        said |= {address: action} if action else {}
        kept = {each: place for each, place in self.said_at.items() if each in said}
        return replace(self, said=said, said_at=kept)


@dataclass(frozen=True, slots=True)
class Room:
    """How much a surface holds: findings that may be open, and characters for two other parts.

    `listed` is for the findings that are one line each, `rewrite` for a whole rewrite. `edits`
    says that there is an input whose text our buttons can change.
    """

    opened: int
    listed: int
    rewrite: int
    edits: bool = False


@dataclass(frozen=True, slots=True)
class Deal:
    """What a person is told before anything is stored; `host` is empty when AI review is off.

    `before` is for those who accepted it: where they were told that AI is, empty where they were
    not. They are asked about the host alone.
    """

    host: str
    keep_days: int
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """What the window's menu offers. None: no such choice here."""

    ai_review: bool | None = None
    messages: bool | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The coach modal: a draft to edit, and what is said about it.

    `chain` is the stored check that "Check again" continues, if any. A `guarded` window is never
    remembered, not even in memory. `checked` is the text that `card` is about, `edition` counts
    how often a button gave the input another text, `notice` is a word about the last button,
    `undo` the address of the finding that it answered, and `limits` is how the platform counts.
    `comment` is somebody else's: in no store, in no log.
    `campaign` is whose angle the draft began from, and `hint` what to think about.
    """

    draft: str = ""
    platform: Platform = Platform.OTHER
    purpose: Purpose = Purpose.POST
    card: Card | None = None
    deal: Deal | None = None
    menu: Menu = Menu()
    chain: str | None = None
    guarded: bool = False
    checked: str = ""
    edition: int = 0
    notice: str = ""
    undo: str = ""
    limits: Limits | None = None
    comment: str = field(default="", repr=False)
    campaign: str = ""
    hint: str = ""

    @property
    def is_stored(self) -> bool:
        """Whether the check that is shown leaves a row."""
        return bool(self.chain) and self.chain == self.check_id and not self.guarded

    @property
    def check_id(self) -> str:
        """The check that is shown, empty when there is none."""
        return self.card.check_id if self.card else ""
