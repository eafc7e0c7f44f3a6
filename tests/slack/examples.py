"""Vivid findings, cards and windows that the Slack tests share."""

from __future__ import annotations

from dataclasses import replace

from bot.check import Outcome
from bot.replies.hazards import HAZARDS
from bot.replies.reply import Advice, Hazard, Kind, Mark, ReplyReading
from bot.review.notes import note_for
from bot.review.outcome import ChecklistItem, ReviewStatus
from bot.slack.cards.card import Card, Deal, Menu, Window
from bot.slack.cards.making import card_of_outcome
from bot.verdict import Edit, Finding, Platform, Purpose, Severity, Source, Suggestion, Verdict

DRAFT = "Try Tidewatch, it is the best"
HONEST = f"I work at Brightwater. {DRAFT}"
KEY = "our password is " + "hunter" + "2"
LEAK = "The union asks what Osprey is"

DISCLOSURE = Finding(
    source=Source.RULE,
    rule="employee-disclosure",
    topic="disclosure",
    severity=Severity.FIX,
    start=4,
    end=13,
    text="Tidewatch",
    message="You recommend Tidewatch. Open with “I work at Brightwater”.",
    why="Readers trust praise more when they know where it comes from.",
    suggestions=(
        Suggestion("Open with “I work at Brightwater. ”", Edit(0, 0, "I work at Brightwater. ")),
    ),
    clause="Say you work here when you praise our product",
    owner="#comms-policy",
    link="https://intranet.example/social#disclosure",
)
CODENAME = Finding(
    source=Source.RULE,
    rule="codename",
    topic="confidential",
    severity=Severity.ASK,
    start=0,
    end=6,
    text="Osprey",
    message="Is Osprey public yet?",
    clause="Keep project names inside",
    owner="#deals-room",
)
TONE = Finding(
    source=Source.TONE,
    rule="exaggerated_or_puffery",
    topic="tone",
    severity=Severity.POLISH,
    start=15,
    end=29,
    text="it is the best",
    message="“The best” promises more than a reader can check.",
    suggestions=(Suggestion("it shortened our tide reports to a minute"),),
)
QUESTION = ChecklistItem("superlative", "Can you back this up?", 25, 29, "best")

HOSTILE = "<!channel> *now* `rm` <https://evil.example|click> &amp; <@U1>\n> quoted ~gone~ :tada:"
HEBREW = "שלום עולם"
FAMILY = "👩‍👩‍👧‍👦"

CLEAR = Card("c1", Verdict.CLEAR)
FIX = Card("c1", Verdict.FIX, (DISCLOSURE,))
DEAL = Deal("api.openai.example", 180)
MENU = Menu(ai_review=True, messages=True)


def many(count: int, severity: Severity = Severity.ASK) -> tuple[Finding, ...]:
    """Findings with everything as long and as hostile as it can come."""
    text = (HOSTILE + FAMILY + HEBREW) * 40
    return tuple(
        replace(
            DISCLOSURE,
            rule=f"rule-{n}",
            severity=severity,
            text=text,
            message=text,
            why=text,
            clause=text,
            owner="#a-channel-with-quite-a-long-name",
            suggestions=(Suggestion(text), Suggestion(text), Suggestion(text)),
        )
        for n in range(count)
    )


FULLEST = Card(
    "0f8fad5b-d9cb-469f-a165-70867728950e",
    Verdict.ASK,
    many(60),
    waiting=True,
    note="Part of AI's answer was garbled, so we left it out.",
    checklist=tuple(QUESTION for _ in range(30)),
    rewrite="A calmer version. " * 160,
    unfolded=True,
)
REPLY = ReplyReading(Kind.UNHAPPY, Advice.REPLY, Mark(0, 9, "your boat"), None, None)
REPLY_FULLEST = ReplyReading(
    Kind.COLLEAGUE_IN_NEED,
    Advice.PERSONNEL,
    *(Mark(0, 900, HOSTILE * 12),) * 3,
    hazards=tuple(Hazard(name, Mark(0, 900, HOSTILE * 12)) for name in HAZARDS),
    owner="#a-channel-with-quite-a-long-name",
)
LADDER: dict[ReviewStatus, Card] = {
    status: card_of_outcome(
        "c1",
        Outcome(
            Verdict.FIX,
            (DISCLOSURE,),
            status,
            "sha256:0",
            note=note_for(status, "00:00 (UTC)"),
            checklist=() if status.answered or status is ReviewStatus.NONE else (QUESTION,),
        ),
    )
    for status in ReviewStatus
}
"""A card for every way in which a review can end."""

CARDS: dict[str, Card] = {
    "clear": CLEAR,
    "clear so far": replace(CLEAR, waiting=True),
    "fix": FIX,
    "ask": Card("c1", Verdict.ASK, (CODENAME, DISCLOSURE, TONE)),
    "review failed": replace(FIX, note="AI is taking too long. Your rule results stand."),
    "checklist": replace(FIX, checklist=(QUESTION,)),
    "rewrite": replace(FIX, rewrite="I work at Brightwater. Try Tidewatch."),
    "hostile": Card("c1", Verdict.ASK, many(3)),
    "reply": replace(FIX, reply=REPLY, topics=("delivery", "billing")),
    "reply, fullest": replace(FULLEST, reply=REPLY_FULLEST, topics=(HOSTILE,) * 30),
    "fullest": FULLEST,
    "fullest, folded": replace(FULLEST, unfolded=False),
    **{f"review {status}": card for status, card in LADDER.items()},
}
WINDOWS: dict[str, Window] = {
    "empty": Window(),
    "deal before anything": Window(deal=DEAL),
    "deal above the verdict": Window(DRAFT, card=FIX, deal=DEAL, menu=MENU),
    "AI off": Window(DRAFT, card=FIX, menu=Menu(ai_review=False, messages=False)),
    "reply": Window(DRAFT, purpose=Purpose.REPLY, comment="Where is my parcel?"),
    "3,000 characters": Window("x" * 3_000, Platform.X, card=CLEAR),
    "40,000 characters": Window("x" * 40_000, card=FULLEST, deal=DEAL, menu=MENU),
    **{
        name: Window(DRAFT, Platform.LINKEDIN, card=card, menu=MENU) for name, card in CARDS.items()
    },
}
