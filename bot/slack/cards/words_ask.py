"""Every sentence about asking a person: to the author, and to the channel that is asked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.asking import Kind

TITLE = "Ask a person"
SEND = "Send"
ASKS_LABEL, ASKS = "What would you like to know?", "May I post this as it is?"
SHARE_FIRST = "Write what they should read, or press Back."
NO_KEYS = "This holds what looks like a key or password. Take it out first: nobody needs to see it."
FORM_KEEPS = (
    "They do not learn who asks, unless you write it. Your text is kept encrypted until they "
    "answer, at most seven days; then it is deleted and taken out of the channel."
)
LEFT_OUT = "[left out]"
ROOM = "A colleague has a question for this channel. One moment."
QUESTION = "A colleague asks for a second look"
FINE, CHANGE, WAIT = "Fine", "Change this", "Please wait"
FINE_SAYS = "Answer that it is fine"
CHANGE_SAYS = "Suggest another text"
WAIT_SAYS = "Ask the author to wait, with a reason"
ANSWERED_TITLE = "Your answer"
ANSWERED = "Thank you. The author gets it privately."
CHANGE_LABEL, WAIT_LABEL = "What could it say instead?", "Why should it wait?"
CHANGE_EMPTY = "A suggestion helps most when it can be copied: write one."
WAIT_EMPTY = "The author can only go on with a reason: write one."
SUGGESTION = "They suggest:"
REASON = "They ask you to wait, and say why:"
STAYS_OPEN = "The question stays open, so they can still say that it is fine."
GONE_NOW = "Your text is out of the channel now, and my copy is deleted within minutes."
WITHOUT = "Here is your text without the words in question, if it is of use:"
YOUR_CALL = "Your post stays your call."

LABELS = {Kind.CHANGE: CHANGE_LABEL, Kind.WAIT: WAIT_LABEL}
EMPTY = {Kind.CHANGE: CHANGE_EMPTY, Kind.WAIT: WAIT_EMPTY}
ENDED = {Kind.FINE: "fine", Kind.CHANGE: "change this", Kind.WAIT: "please wait"}


def when(moment: datetime, timezone: str) -> str:
    """Return a moment as people at the company say it."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def form_intro(channel: str, until: str) -> str:
    """Say what will happen to what is written here."""
    return (
        f"{channel} reads what stands below, with the rule's name, and nothing else. Change it, or "
        f"leave out what they need not see. If nobody has answered by {until}, I tell you."
    )


def other_channel(owner: str, channel: str) -> str:
    """Say why another channel is asked than the one that was named."""
    return (
        f"I may only carry drafts into private channels that I am in, and {owner} is none, "
        f"so this goes to {channel}."
    )


def no_channel(owner: str) -> str:
    """Say that a person has to ask by themselves."""
    return (
        "I may only carry drafts into private channels that I am in, and there is none for this. "
        f"Ask in {owner} yourself, in your own words. {YOUR_CALL}"
    )


def shared_label(channel: str) -> str:
    """Return the label of what is shared."""
    return f"What {channel} will read"


def sent(channel: str, until: str) -> str:
    """Say that a question is on its way."""
    return (
        f"It is in {channel} now. Their answer comes to you as a private message, and if nobody "
        f"answers by {until}, I tell you that too. You can close this."
    )


def please_answer(until: str) -> str:
    """Say to the channel until when, and what becomes of the text."""
    return (
        f"Your answer goes back privately. Please answer by {until}. "
        "The text leaves this channel once it is settled."
    )


def reminder(until: str) -> str:
    """Remind the channel."""
    return f"Half of the time for this question is over. A colleague waits until {until}."


def closed(by: str, kind: Kind) -> str:
    """Say in the channel who settled a question, as markup."""
    return f"<@{by}> answered a colleague's question: *{ENDED[kind]}*. The text is taken out."


NOT_ANSWERED = (
    "A colleague's question was here. It was not answered in time; the text is taken out."
)


def answered(by: str, channel: str) -> str:
    """Introduce an answer, as markup."""
    return f"*An answer from {channel}*, by <@{by}>"


def fine(clause: str) -> str:
    """Say that it is fine."""
    return f"It is fine as it is, they say about “{clause}”. {YOUR_CALL}"


def nobody(channel: str) -> str:
    """Say that nobody answered."""
    return f"Nobody in {channel} has answered in time. I am sorry. {GONE_NOW} {YOUR_CALL}"


def unsent(channel: str) -> str:
    """Say that a question could not be put."""
    return (
        f"I could not put your question to {channel}, so nobody has read it, and I keep nothing "
        f"of it. Ask there yourself, in your own words. {YOUR_CALL}"
    )
