"""The comms report as a message and as a window."""

from __future__ import annotations

from bot.digest.report import Report
from bot.messages import say
from bot.slack.cards.report_words import report_line, report_lines, report_title
from bot.slack.cards.text import Block, clip, context, escape, header, mrkdwn, plain, section

_SECTION = 2_900


def report_message(report: Report) -> Block:
    """Return the report as a channel reads it."""
    title = report_title(report)
    return {"text": f"{title}: {report_line(report)}", "blocks": _blocks(report)}


def report_view(report: Report) -> Block:
    """Draw the same as a window."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("report.window")},
        "close": {"type": "plain_text", "text": say("button.back")},
        "blocks": _blocks(report),
    }


def _blocks(report: Report) -> list[Block]:
    blocks = [header(report_title(report)), section(plain(report_line(report)))]
    for title, lines in report_lines(report):
        blocks.append(section(mrkdwn(f"*{escape(title)}*")))
        blocks.append(section(plain(clip("\n".join(lines), _SECTION))))
    note = say("report.note")
    if report.left_out:
        note = f"{say('report.left_out', count=report.left_out)} {note}"
    return [*blocks, context(plain(note))]
