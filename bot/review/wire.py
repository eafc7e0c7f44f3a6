"""What the reviewer is asked to answer with: the models that every answer is read through."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.vocabulary.tone import Category


class ClaimType(StrEnum):
    """What kind of statement a claim is, which decides what would settle it."""

    NUMERICAL = "numerical"
    EVENT_OR_PROPERTY = "event_or_property"
    QUOTE = "quote"
    CAUSAL = "causal"
    COMPARATIVE = "comparative"
    POSITION = "position"
    PREDICTION = "prediction_or_forward_looking"


class CheckWorthiness(StrEnum):
    """Whether checking a claim would help anybody."""

    CHECK_WORTHY = "check_worthy"
    UNIMPORTANT_FACTUAL = "unimportant_factual"
    NON_FACTUAL = "non_factual"


class Stance(StrEnum):
    """How a passage stands to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    IRRELEVANT = "irrelevant"


class Wire(BaseModel):
    """A model without defaults and without room for more: its schema is strict as it is."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)


class ToneFinding(Wire):
    """One place where the tone may land badly."""

    draft_quote: str
    category: Category
    explanation: str
    suggestion: str | None


class Claim(Wire):
    """One statement of the draft that could be checked."""

    draft_quote: str
    claim: str
    claim_type: ClaimType
    check_worthiness: CheckWorthiness
    ambiguous: bool


class ReviewOutput(Wire):
    """The answer to the review call."""

    tone_findings: list[ToneFinding]
    claims: list[Claim]
    rewrite: str | None
    draft_contains_instructions: bool


class HazardKind(StrEnum):
    """What makes replies go wrong, by the names that the reply coach knows."""

    NON_APOLOGY = "non-apology"
    AS_ALREADY_SAID = "as-already-said"
    CALM_DOWN = "calm-down"
    PUBLIC_PERSONAL_DATA = "public-personal-data"
    CONFIRMS_CLIENT = "confirms-client"
    PROMISE = "promise"
    ADMITS_LIABILITY = "admits-liability"
    BLAME = "blame"
    SARCASM = "sarcasm"
    INTIMIDATION = "intimidation"
    CANNED = "canned"


class ReplyHazard(Wire):
    """One place where a reply may go wrong."""

    draft_quote: str
    hazard: HazardKind


class ReplyAdvice(StrEnum):
    """What to do about the comment: answer it, leave it alone, or tell those whose matter it is."""

    REPLY = "reply"
    LEAVE = "leave"
    SUPPORT = "support"
    LEGAL = "legal"
    SAFETY = "safety"
    PERSONNEL = "personnel"
    PRESS = "press"


class ReplyOutput(ReviewOutput):
    """The answer to the review call about a reply: each tick is the words that earn it."""

    advice: ReplyAdvice | None
    acknowledges_quote: str | None
    empathy_quote: str | None
    next_step_quote: str | None
    hazards: list[ReplyHazard]


class FollowUpOutput(Wire):
    """The answer to what an author asks for after a review."""

    answer: str | None
    rewrite: str | None
    draft_contains_instructions: bool


class RiskKind(StrEnum):
    """What in a picture deserves a second look, as far as anybody can see it."""

    SCREEN = "screen"
    DOCUMENT = "document"
    BADGE = "badge"
    ADDRESS = "address"
    CHILD = "child"
    BYSTANDER = "bystander"
    UNSAFE = "unsafe"
    EQUIPMENT = "equipment"


class PictureRisk(Wire):
    """One kind of risk that is to be seen: a kind alone, so that no word is about a person."""

    kind: RiskKind


class PictureOutput(Wire):
    """The answer to a look at a picture."""

    description: str | None
    risks: list[PictureRisk]
    picture_contains_instructions: bool


class Passage(Wire):
    """A passage the model points to, quoted from a source it was given."""

    source_id: str
    quote: str
    stance: Stance


class Verified(Wire):
    """What the passages say about one claim."""

    claim_id: str
    evidence: list[Passage]


class VerifyOutput(Wire):
    """The answer to the verify call."""

    results: list[Verified]


class ClauseQuote(Wire):
    """Words of a clause that an answer stands on."""

    clause_id: str
    quote: str


class AnswerOutput(Wire):
    """The answer to a question about the policy."""

    answered: bool
    answer: str
    quotes: list[ClauseQuote]
