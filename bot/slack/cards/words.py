"""Every sentence the bot says in Slack."""

from __future__ import annotations

from bot.verdict import Platform, Purpose, Severity, Verdict

VERDICTS = {
    Verdict.CLEAR: "Clear",
    Verdict.POLISH: "Small polish",
    Verdict.FIX: "Fix first",
    Verdict.ASK: "Ask first",
}
SEVERITIES = {severity: VERDICTS[Verdict(severity.value)] for severity in Severity}
PLATFORMS = {
    Platform.OTHER: "Somewhere else",
    Platform.X: "X",
    Platform.LINKEDIN: "LinkedIn",
    Platform.BLUESKY: "Bluesky",
    Platform.MASTODON: "Mastodon",
    Platform.THREADS: "Threads",
    Platform.INSTAGRAM: "Instagram",
    Platform.FACEBOOK: "Facebook",
    Platform.SLACK: "Slack",
}
PURPOSES = {
    Purpose.POST: "A post of my own",
    Purpose.REPLY: "A reply to somebody",
    Purpose.SHARE: "Sharing somebody's post",
}

_DRAFT = (
    "Your draft is kept encrypted until about 20 minutes after the answer, then deleted.",
    "A result that comes as a message deletes itself after 24 hours, unless you keep it.",
    "No word of a draft is ever in a log.",
)
_SENT = "What you send to a channel yourself is kept encrypted until answered, seven days at most."
_KEPT = (
    "hour, platform, verdict, rules and what became of each finding, under a keyed code instead of "
    "your name"
)

CLEAR = "Nothing stands out. Your post, your call."
CLEAR_SO_FAR = "Clear so far."
AI_OFF = "AI review is off here."
STILL_READING = "AI is still reading."
BY_AI = "suggested by AI"
REWRITE = "A version you can take or leave, suggested by AI"
DIFFERENCE = "What changes:"
USE_REWRITE = "Use the rewrite"
TRY_AGAIN = "Try again"
SHARING = "Before you share this"
CHECKLIST = "A few questions for you"
NOT_STARTED = "AI could not start. Your rule results stand; check again in a minute."
FADES = "This message deletes itself after 24 hours, unless you keep it."
KEPT = "Kept. It stays here until you delete it."
NOT_KEPT = "I could not keep this check; your rule results stand."
AI_PART_GONE = "AI's part of this card is gone by now. Check again to have it read again."
DRAFT_GONE = "I keep no drafts, so this one is gone by now. Send it again with /checkpost."
READY = "Copy or open it"
READY_ANYWAY = "Copy or post it as it is"
READY_SAYS = "See the text to copy, and links that open where you post"
READY_COPY = "Here is your text, to copy:"
READY_OPEN = "Or open it where you post. You press the last button there; I never post."
READY_TOO_LONG = "It is too long for a link that opens it where you post: copy it instead."
ONLY_YOU = "Only you see this. I never post anything."
NOT_YOURS = "You can check your own drafts. Its author can try /checkpost too."
WRITE_FIRST = "Write or paste your draft here first."
NO_WINDOW = "Slack would not open my window just now. Type `/checkpost` and your draft behind it."
NO_WINDOW_NOW = "Slack would not open my window just now. Please press the button once more."
NO_WINDOW_RULES = "Slack would not open my window just now. Type `/checkpost rules` once more."
MESSAGES_OFF = (
    "No more messages from me. What I find stays in the window where you asked; "
    "its menu turns messages on again."
)
HELP = (
    "*A private second look before you post.* Only you see it, and it blocks nothing.\n"
    "• `/checkpost` opens a window for your draft\n"
    "• `/checkpost` and your draft behind it checks at once\n"
    "• `/checkpost privacy` says what is kept, and what never is\n"
    "• `/checkpost rules` says who looks after the rules, and lets them\n"
    "*Clear · Small polish · Fix first · Ask first* is how the answer reads. "
    "Your post stays your call."
)


def counted(number: int) -> str:
    """Say how much there is to look at."""
    return "One thing to look at." if number == 1 else f"{number} things to look at, worst first."


def length(count: str, most: str, platform: Platform) -> str:
    """Say how long the draft was when it was read, as its platform counts."""
    name = PLATFORMS[platform]
    return f"{count} of {most} characters, as {name} counts them."


def too_long(length: int) -> str:
    """Explain why a long draft has no input; `length` in characters."""
    return (
        f"Your draft has {length:,} characters and this window holds 3,000, so it cannot be "
        "changed here. Change it where you wrote it, and send it again with /checkpost."
    )


def trouble(reference: str) -> str:
    """Tell a person that something broke on our side; without a reference nothing was logged."""
    if not reference:
        return "Something went wrong on my side. Please try again."
    return (
        "Something went wrong on my side. Please try again; if it stays like this, "
        f"pass on the reference {reference}."
    )


def deal(host: str, keep_days: int) -> str:
    """Return the four lines that come before anything is stored; `host` is empty without AI."""
    ai = f"AI: a copy goes to {host}; you can turn it off." if host else AI_OFF
    return "\n".join(
        (
            "I read your draft before the world does.",
            "Nobody at your company sees it through me; I never block or report.",
            ai,
            f"I keep what kind of thing I found, not your words, for {keep_days} days.",
        )
    )


def privacy(host: str, keep_days: int) -> str:
    """Say what is kept of a person's checks, and what never is."""
    ai = (
        f"AI review: a copy of your draft goes to {host}, after contact details are taken out. "
        "The menu in the window turns it off."
        if host
        else "AI review is off here: your draft goes nowhere."
    )
    return "\n".join(
        (
            *_DRAFT,
            f"Kept for {keep_days} days: {_KEPT}.",
            "Nobody can look up who checked what: no screen and no command shows it.",
            "Drafts about pay, hours, safety, unions or whistleblowing leave no trace at all.",
            "A draft that holds a key or password goes to no AI.",
            _SENT,
            ai,
        )
    )


def other_command(word: str, comms: str) -> str:
    """Say what a sub-command does today; `comms` is the channel to ask."""
    ask = f"ask in {comms}" if comms else "ask your communications team"
    return {
        "ideas": f"I have no post ideas yet. For what is worth sharing this week, {ask}.",
        "suspicious": f"I cannot look into odd accounts or messages yet. Please {ask}.",
        "reply": "I cannot weigh a reply together with the post it answers yet. "
        "Type `/checkpost` and your reply behind it, and I read it like any draft.",
        "ask": f"I cannot answer questions about the policy yet: {ask}. "
        "If this was a draft, type `/checkpost` alone and paste it there.",
    }[word]
