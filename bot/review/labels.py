"""What evidence says about a claim: computed by our code, never taken from a model's word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.review.anchor import LEAST_IN_EVIDENCE, anchor
from bot.review.particulars import numbers
from bot.review.wire import Passage, Stance


class Label(StrEnum):
    """How a claim stands to the evidence for it."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting_evidence"
    EXPIRED = "expired_evidence"
    NOT_ENOUGH = "not_enough_evidence"


class SourcePassage(Protocol):
    """A passage of a source. Approved ones are comms' own words; an expired one backs nothing."""

    @property
    def id(self) -> str:
        """The source's id."""
        ...

    @property
    def text(self) -> str:
        """What it says."""
        ...

    @property
    def wording(self) -> str:
        """How comms would put it in a post, empty where comms did not say."""
        ...

    @property
    def source(self) -> str:
        """Where it stands, as an address."""
        ...

    @property
    def owner(self) -> str:
        """The channel to ask about it."""
        ...

    @property
    def dated(self) -> date | None:
        """When it was said or approved, None where it does not say."""
        ...

    @property
    def expired(self) -> bool:
        """Whether it no longer holds."""
        ...

    @property
    def approved(self) -> bool:
        """Whether comms approved it; only such a passage may raise a verdict."""
        ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim's label and the passage that decided it, None where nothing did.

    Where sources disagree, `against` is the one that says otherwise.
    """

    label: Label
    by: SourcePassage | None = None
    against: SourcePassage | None = None


def judge(
    needed: frozenset[str], passages: Sequence[SourcePassage], answered: Iterable[Passage]
) -> Judged | None:
    """Label a claim by what the model pointed to in `passages`; None where that settles nothing.

    A quote counts only if it stands in a passage that was found for this claim, and cuts no word
    and no number there. Support counts only if every number that is `needed` stands in the quote.
    A passage that is said both to support and to refute does neither. Approved ones weigh more.
    """
    known = {passage.id: passage for passage in passages}
    stances: dict[Stance, dict[str, bool]] = {Stance.SUPPORTS: {}, Stance.REFUTES: {}}
    for said in answered:
        passage = known.get(said.source_id)
        if passage is None or said.stance is Stance.IRRELEVANT:
            continue
        span = anchor(said.quote, passage.text, LEAST_IN_EVIDENCE, whole=True)
        if span is None:
            continue
        enough = said.stance is Stance.REFUTES or not (
            needed - numbers(passage.text[span[0] : span[1]])
        )
        stances[said.stance][passage.id] = enough or stances[said.stance].get(passage.id, False)
    supports, refutes = stances[Stance.SUPPORTS], stances[Stance.REFUTES]
    pro = [known[one] for one, enough in supports.items() if enough and one not in refutes]
    contra = [known[one] for one in refutes if one not in supports]
    label = _label(pro, contra)
    unsettled = len(pro) + len(contra) < len(supports.keys() | refutes.keys())
    return None if unsettled and label.label is Label.NOT_ENOUGH else label


def _label(supports: list[SourcePassage], refutes: list[SourcePassage]) -> Judged:
    pro = [passage for passage in supports if not passage.expired]
    contra = [passage for passage in refutes if not passage.expired]
    if any(passage.approved for passage in (*pro, *contra)):
        pro = [passage for passage in pro if passage.approved]
        contra = [passage for passage in contra if passage.approved]
    if pro and contra:
        return Judged(Label.CONFLICTING, pro[0], contra[0])
    if contra:
        return Judged(Label.REFUTED, contra[0])
    if pro:
        return Judged(Label.SUPPORTED, pro[0])
    old = [passage for passage in (*supports, *refutes) if passage.expired]
    return Judged(Label.EXPIRED, old[0]) if old else Judged(Label.NOT_ENOUGH)
