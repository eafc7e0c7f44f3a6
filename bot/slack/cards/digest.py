"""The weekly digest as a channel reads it: at most 900 characters in five blocks, one picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.digest.digest import Digest, Ending, Lead, LeadKind
from bot.messages import moment, number, say
from bot.slack.cards.digest_days import short, span
from bot.slack.cards.digest_marks import mark, thread_mark
from bot.slack.cards.digest_picture import campaigns_picture, picture_of
from bot.slack.cards.digest_words import quoted, steps_told, topic_name
from bot.slack.cards.drill import exercise
from bot.slack.cards.text import Block, clip, context, escape, mrkdwn, section, units

LONGEST = 900
_NAME = 90


def digest_message(digest: Digest, file: str | None, timezone: str) -> Block:
    """Return the message. `file` is Slack's id of the picture; without, its numbers are told."""
    lead = _lead(digest)
    text = say("digest.text", number=digest.week.number, lead=lead.replace("*", ""))
    told = list(_told(digest, timezone))
    while True:
        blocks = [*_top(digest, lead, file), *_middle(told), *exercise(digest)]
        if not told or _length(blocks) <= LONGEST:
            return {"text": text, "blocks": blocks}
        told.pop()


def thread_message(digest: Digest, file: str | None = None) -> Block:
    """Return what stands in the digest's thread: the numbers as text, and the thanks.

    `file` is Slack's id of the campaigns' picture, which shows the same.
    """
    parts = []
    if digest.topics:
        lines = (_line(topic_name(name), number(count)) for name, count in digest.topics)
        title = say("digest.thread_title", span=span(digest.week))
        parts.append("\n".join([title, *lines]))
    parts.append("\n".join([say("digest.thread_checks"), *_trend(digest)]))
    if digest.campaigns:
        lines = (_line(escape(each.title), steps_told(each)) for each in digest.campaigns)
        parts.append("\n".join([say("digest.campaigns_title"), *lines]))
    if digest.thanks:
        parts.append("\n".join([say("digest.thanks_title"), *_thanks(digest)]))
    blocks = [section(mrkdwn(part)) for part in parts]
    blocks[0] = {**blocks[0], "block_id": thread_mark(digest.week)}
    picture = campaigns_picture(digest)
    if picture is not None and file is not None:
        blocks.append({"type": "image", "slack_file": {"id": file}, "alt_text": picture.alt})
    return {
        "text": say("digest.thread_checks").replace("*", ""),
        "blocks": [*blocks, context(mrkdwn(say("digest.small_print")))],
    }


def _lead(digest: Digest) -> str:
    lead: Lead = digest.lead
    values: dict[str, object] = {"words": escape(lead.words.strip().rstrip("."))}
    if lead.kind in {LeadKind.TOPIC, LeadKind.TIP}:
        values["topic"] = topic_name(lead.topic)
    elif lead.kind is LeadKind.BETTER:
        values = {"better": digest.better or 0}
    elif lead.kind is LeadKind.CHECKS:
        values = {"checks": digest.checks}
    return say(f"digest.lead.{lead.kind.value}", **values)


def _top(digest: Digest, lead: str, file: str | None) -> Iterator[Block]:
    yield {
        **section(mrkdwn(f"*{lead}*" if "*" not in lead else lead)),
        "block_id": mark(digest.week),
    }
    picture = picture_of(digest)
    if picture is None:
        return
    if file is None:
        yield context(mrkdwn(escape(picture.alt)))
    else:
        yield {"type": "image", "slack_file": {"id": file}, "alt_text": picture.alt}


def _told(digest: Digest, timezone: str) -> Iterator[str]:
    """The lines in the middle, the most useful first: the last ones go where it gets too long."""
    if digest.lesson is not None:
        before, after = digest.lesson.before, digest.lesson.after
        yield "\n".join(
            (
                say("digest.before", text=quoted(before)),
                say("digest.after", text=quoted(after)),
            )
        )
    if digest.changed:
        yield say("digest.changed", title=escape(clip(digest.changed, _NAME)))
    if digest.contact and digest.lead.topic:
        topic = topic_name(digest.lead.topic)
        yield say("digest.contact", topic=topic, channel=escape(digest.contact))
    elif digest.contact:
        yield say("digest.contact_any", channel=escape(digest.contact))
    for ending in digest.endings:
        yield _ending(ending, timezone)


def _middle(told: list[str]) -> Iterator[Block]:
    if told:
        yield section(mrkdwn("\n".join(told)))


def _ending(ending: Ending, timezone: str) -> str:
    # What ends at midnight was good until the day before.
    until = moment(ending.at - timedelta(seconds=1), timezone, "short")
    return say(f"digest.ends.{ending.kind}", day=until, name=escape(clip(ending.name, _NAME)))


def _trend(digest: Digest) -> Iterator[str]:
    for past in digest.trend:
        told = say("digest.too_few") if past.checks is None else number(past.checks)
        yield say("digest.thread_week", day=short(past.week.monday), number=told)


def _thanks(digest: Digest) -> Iterator[str]:
    for each in digest.thanks:
        who, text = f"<@{each.nominee}>", escape(each.sentence)
        key = "digest.thanks_link" if each.link else "digest.thanks"
        link = {"link": escape(each.link)} if each.link else {}
        yield say(key, who=who, text=text, **link)


def _line(name: str, told: str) -> str:
    return say("digest.thread_line", name=name, number=told)


def _length(blocks: list[Block]) -> int:
    texts = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    for block in blocks:
        if block["type"] in {"context", "actions"}:
            for element in block["elements"]:
                told = element["text"]
                texts.append(told if isinstance(told, str) else told["text"])
    return sum(map(units, texts))
