"""Every sentence of the App Home."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.check import PastCheck
from bot.messages import say

TITLE = "A private second look before you post"
CHECK, CHECK_SAYS = "Check a draft", "Open the window to check a draft"
RECENT, NO_RECENT = "My recent checks", "None yet."
RECENT_SAYS = "Only you see this list. It holds no word of your drafts."
CHOICES = "My choices"
PLATFORM, NO_PLATFORM = "Where I mostly post", "Ask me each time"
AI_OFF, AI_ON = "Turn AI review off", "Turn AI review on"
AI_IS_ON, AI_IS_OFF = "AI review is on.", "AI review is off."
MESSAGES_OFF, MESSAGES_ON = "No private messages", "Message me when I close early"
MINE = "What is kept about me, and who can see it"
EXPORT, EXPORT_SAYS = "Show me all of it", "Show everything that is kept about me"
FORGET, FORGET_SAYS = "Forget me", "Delete everything that is kept about me"
SURE, SURE_TEXT = "Forget me?", "Every row about you goes at once. I cannot bring it back."
YES, NO = "Forget me", "Keep it"
EXPORT_TITLE = "Kept about me"
NOT_NOW = "I cannot look that up just now. Please come back in a minute."
WHO_SEES = (
    "Nobody can look this up under your name: no screen and no command shows it. Your Slack name "
    "is not in it, only a keyed code. Counts over at least five people help to tune the rules."
)
FIRST = "Before the first check I ask you once. Until you say yes, nothing is stored."

TABLES = {
    "checks": "Of each check",
    "findings": "Of each finding",
    "authors": "Of you",
    "nominations": "Of each thank-you that a colleague suggests",
}
COLUMNS = {
    "checks.check_id": "a random number",
    "checks.hour": "the hour",
    "checks.author_key": "a keyed code instead of your name",
    "checks.platform": "where it should go",
    "checks.purpose": "whether it is a post, a reply or a share",
    "checks.surface": "where in Slack you asked",
    "checks.verdict": "the verdict",
    "checks.ruleset": "which version of the rules",
    "checks.review_status": "how the AI review ended",
    "checks.prompt_hash": "which version of the prompt",
    "checks.model": "which model",
    "checks.tokens": "how much it read",
    "checks.review_ms": "how long it took",
    "checks.parent": "which check it goes on from",
    "findings.check_id": "its check",
    "findings.position": "its place in the list",
    "findings.rule": "the rule",
    "findings.revision": "which version of the rule",
    "findings.topic": "the topic",
    "findings.severity": "how grave",
    "findings.source": "rule or AI",
    "findings.action": "what became of it",
    "authors.author_key": "a keyed code instead of your name",
    "authors.accepted_at": "when you said yes to the deal",
    "authors.ai_review": "whether AI reads your drafts",
    "authors.messages": "whether I may message you",
    "authors.touched_at": "when you last chose something",
    "authors.platform": "where you mostly post",
    "nominations.nomination_id": "a random number",
    "nominations.at": "when (14 days without your yes)",
    "nominations.nominee_key": "a keyed code instead of your name",
    "nominations.sealed": "your name, a link and a sentence, encrypted",
    "nominations.accepted_at": "when you said yes",
}


def column(table: str, name: str) -> str:
    """Return what a column holds, in words; a new one by its own name until it has some."""
    return COLUMNS.get(f"{table}.{name}", name)


def past(check: PastCheck, timezone: str) -> str:
    """Return one line about an earlier check."""
    local: datetime = check.hour.astimezone(ZoneInfo(timezone))
    found = {0: "nothing found", 1: "one thing"}.get(check.findings, f"{check.findings} things")
    moment = f"{local:%a} {local.day} {local:%b}, about {local:%H:%M}"
    verdict, platform = say(f"verdict.{check.verdict}"), say(f"platform.{check.platform}")
    return f"{verdict} · {platform} · {found} · {moment}"


def forgotten(rows: int) -> str:
    """Say that somebody is forgotten."""
    return f"Done. {rows} rows about you are gone." if rows != 1 else "Done. One row is gone."


def kept_for(days: int) -> str:
    """Say how long it is kept."""
    return f"It is kept for {days} days. Your drafts are not kept at all."
