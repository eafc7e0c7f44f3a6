"""Every sentence about one finding: its title, what can be done about it, what was done."""

from __future__ import annotations

from bot.check import Action
from bot.review.claims import UNSUPPORTED
from bot.tone import Category
from bot.verdict import Finding, Source

# What the text may do to readers; never a name for the person who wrote it.
TONES = {
    Category.HOSTILE: "Readers may take this as an attack",
    Category.MOCKING_OR_SARCASTIC: "Readers may feel laughed at",
    Category.DISPARAGES_COMPETITOR: "Readers may hear a swipe at another company",
    Category.INSENSITIVE_TIMING: "Readers may find this hard to read just now",
    Category.EXAGGERATED_OR_PUFFERY: "Readers may not believe words this big",
    Category.OVERPROMISING: "Readers may take this as a promise",
    Category.DEFENSIVE: "Readers may hear an excuse",
    Category.OVERLY_INFORMAL: "Readers may find this too casual",
    Category.OVERLY_FORMAL: "Readers may find this stiff",
    Category.UNCLEAR_OR_JARGON: "Readers may not know what this means",
    Category.EXCLUSIONARY_LANGUAGE: "Some readers may feel left out",
}
CLAIM = "Compare this with its source"
NO_SOURCE = "Readers may ask where this is from"

DONE = {
    Action.FIXED: "Fixed",
    Action.KEPT: "You keep this",
    Action.NOT_RELEVANT: "Not relevant here",
    Action.RULE_WRONG: "You say the rule is wrong",
}
CHOICES = {
    Action.KEPT: "Keep mine",
    Action.NOT_RELEVANT: "Not relevant here",
    Action.RULE_WRONG: "The rule is wrong",
}
WHY, USE_FIX, TAKE_OUT = "Why?", "Use this fix", "Fix: take it out."
NOTED = "Noted. It is your post, and nobody sees who said so."
MOVED_ON = (
    "That passage has changed since I read it, so I left your text alone. "
    "Check again for a fresh look."
)
REWRITE_OLD = (
    "You have changed your draft since AI wrote that version, so I left your text alone. "
    "Check again for a new one."
)
EXAMPLE_BAD, EXAMPLE_GOOD = "A draft it stops at", "A draft it is fine with"
OWN_WORDS = "AI said this about your draft; no rule stands behind it. Take it or leave it."

WRONG_TITLE = "The rule is wrong"
WRONG_NO_CHANNEL = "Noted, and counted without your name. There is no comms channel to write to."
WRONG_SENT = "Sent. There is no name on it, and I keep no copy."
WRONG_NOT_SENT = "I could not reach the channel just now. Your word was not sent; try again later."
WRONG_LABEL = "What should they know? (optional)"
WRONG_EMPTY = "Write a word first, or press Back: it is noted already."
WRONG_PLACEHOLDER = "For example: this word means something else in our field"


def title(finding: Finding) -> str:
    """Return a finding's title: the rule's own, or what the words may do to readers."""
    if finding.source is Source.TONE and finding.rule in set(Category):
        return TONES[Category(finding.rule)]
    if finding.source is Source.CLAIM:
        return NO_SOURCE if finding.rule == UNSUPPORTED else finding.clause or CLAIM
    return finding.clause or finding.rule.replace("_", " ").replace("-", " ").capitalize()


def ask(owner: str) -> str:
    """Return the label of the button that asks an owner's channel."""
    return f"Ask {owner}"


def wrong_intro(channel: str) -> str:
    """Say what becomes of a word about a rule before any is written."""
    return (
        f"Noted, without your name. If you like, tell {channel} why, in a word or two. You see "
        "what they will read before it goes; it carries no name and I keep no copy."
    )


def wrong_message(rule: str, clause: str, word: str) -> str:
    """Return what the comms channel reads."""
    return f"Somebody says that the rule “{clause}” ({rule}) is wrong. In their words: “{word}”"


def wrong_preview(channel: str) -> str:
    """Introduce what will be sent."""
    return f"This is all that {channel} will read:"
