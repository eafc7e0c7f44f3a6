"""The comms report in words: what it is about, whether it works, and each of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from bot.digest.report import Report
from bot.digest.week import Week
from bot.digest.workshop import Part
from bot.messages import moment, say
from bot.slack.cards.digest_days import short
from bot.slack.cards.digest_words import topic_name
from bot.slack.cards.report_rule import rule_line

_RULES, _NAMES, _WARNINGS = 12, 12, 5


def report_title(report: Report) -> str:
    """Return what the report is about."""
    if report.period.month is not None:
        return say("report.month", month=_month(report.period.month))
    first, last = report.period.first, report.period.last
    return say("report.weeks", begin=short(first.monday), end=short(_sunday(last)))


def report_line(report: Report) -> str:
    """Return the one line that says whether it works."""
    if report.checks is None:
        return say("report.too_few")
    parts = [say("report.checks", count=report.checks)]
    if report.fixable is not None:
        parts.append(say("report.fixable", fixable=report.fixable))
    if report.better is not None:
        parts.append(say("report.better", better=report.better))
    if report.changed:
        parts.append(say("report.changed", count=report.changed))
    return "; ".join(parts) + "."


def report_lines(report: Report) -> Iterator[tuple[str, list[str]]]:
    """Yield each part of the report that has something to say: its title and its lines."""
    yield from _told("rules", (rule_line(line) for line in report.rules[:_RULES]))
    yield from _told("silent", _names(report.silent))
    yield from _told(
        "ready", (say("report.trial", rule=rule, hits=hits) for rule, hits in report.ready)
    )
    yield from _told("watching", _names(report.watching))
    if report.adopted is not None:
        yield say("report.title.adopted"), [say("report.adopted", adopted=report.adopted)]
    yield from _told(
        "reviews", (f"{say(f'report.review.{status}')}: {hits}" for status, hits in report.reviews)
    )
    if report.answered is not None:
        yield say("report.title.answered"), [_answered(report)]
    yield from _told(
        "drilled",
        (
            say("report.drill", topic=topic_name(d.topic), right=d.right, answers=d.answers)
            for d in report.drilled
        ),
    )
    agenda = [line for at, part in enumerate(report.workshop.parts, 1) for line in _part(at, part)]
    if agenda:
        yield say("report.title.workshop"), agenda
    yield from _told("stories", report.workshop.stories)
    yield from _told("warnings", _first(report.warnings, _WARNINGS))


def _told(name: str, lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    told = [f"• {line}" for line in lines]
    if told:
        yield say(f"report.title.{name}"), told


def _names(rules: tuple[str, ...]) -> list[str]:
    if not rules:
        return []
    shown = ", ".join(rules[:_NAMES])
    left = len(rules) - _NAMES
    return [say("report.and_more", names=shown, count=left) if left > 0 else shown]


def _first(lines: tuple[str, ...], most: int) -> list[str]:
    left = len(lines) - most
    return [*lines[:most], *([say("report.more", count=left)] if left > 0 else [])]


def _answered(report: Report) -> str:
    answered = report.answered
    if answered is None or answered.in_time is None:
        questions = answered.questions if answered else 0
        return say("report.questions", questions=questions)
    return say("report.in_time", questions=answered.questions, in_time=answered.in_time)


def _part(at: int, part: Part) -> Iterator[str]:
    yield say("report.part", number=at, topic=topic_name(part.topic))
    if part.drill is not None:
        first, second = part.drill.drafts
        yield "• " + say("report.which", first=first, second=second, fine=part.drill.fine + 1)
    if part.lesson is not None:
        yield "• " + say("report.lesson", before=part.lesson.before, after=part.lesson.after)


def _month(month: date) -> str:
    return moment(datetime.combine(month, time(12), UTC), "UTC", "month")


def _sunday(week: Week) -> date:
    return week.monday + timedelta(days=6)
