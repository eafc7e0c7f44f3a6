"""A finished check for a person at a terminal: the verdict in words, the spans highlighted."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from bot.check import Outcome
from bot.messages import say
from bot.replies.telling import heading, reply_lines
from bot.review.notes import at_a_terminal
from bot.verdict import Draft, Finding, Severity, Source, Verdict

_STYLE = {Severity.ASK: "magenta", Severity.FIX: "red", Severity.POLISH: "yellow"}
_COLOUR = {
    Verdict.CLEAR: "green",
    Verdict.POLISH: "yellow",
    Verdict.FIX: "red",
    Verdict.ASK: "magenta",
}


def render(draft: Draft, outcome: Outcome) -> RenderableType:
    """Return everything the author should read about this draft."""
    told = outcome.reply
    fine = told is None or (told.is_sound and told.is_whole)
    style = _COLOUR[outcome.verdict] if fine or outcome.verdict is not Verdict.CLEAR else "yellow"
    parts: list[RenderableType] = [Text(heading(outcome.verdict, told), style=f"bold {style}")]
    if outcome.verdict is Verdict.CLEAR:
        parts.append(Text(say("card.clear" if fine else "reply.no_rule")))
    if told and not told.guarded:
        parts.append(Text("\n".join((*reply_lines(told, outcome.findings), ""))))
    if outcome.findings:
        parts.append(Padding(_highlighted(draft, outcome.findings), (1, 2)))
    parts += [_finding(number, f) for number, f in enumerate(outcome.findings, start=1)]
    parts += [
        Text(f"✓ “{claim.text}”: {claim.message}", style="green") for claim in outcome.supported
    ]
    if outcome.rewrite:
        parts.append(Text(f"\n{say('card.rewrite')}\n", style="bold"))
        parts.append(Padding(Text(outcome.rewrite), (0, 2)))
    if outcome.sharing:
        parts.append(Text(f"\n{say('card.sharing')}", style="bold"))
        parts += [Text(f"  · {item.message}") for item in outcome.sharing]
    if outcome.note:
        parts.append(Text(f"\n{at_a_terminal(outcome.note)}", style="dim"))
    if outcome.checklist:
        parts += [Text(f"  · “{item.text}”: {item.message}") for item in outcome.checklist]
        parts.append(Text(say("checklist.footer"), style="dim"))
    return Group(*parts)


def _highlighted(draft: Draft, findings: tuple[Finding, ...]) -> Text:
    text = Text(draft.text)
    for finding in reversed(findings):
        style = Style(color=_STYLE[finding.severity], underline=True)
        text.stylize(style, finding.start, finding.end)
    return text


def _finding(number: int, finding: Finding) -> RenderableType:
    head = Text(f"{number}. ", style="bold")
    head.append(finding.message, style=_STYLE[finding.severity])
    if finding.source is not Source.RULE:
        head.append(f"  {say('card.by_ai')}", style="dim")
    lines = [head]
    if finding.why:
        lines.append(Text(f"   {finding.why}"))
    lines += [Text(f"   → {suggestion.text}") for suggestion in finding.suggestions]
    who = f" · {say('finding.questions', owner=finding.owner)}" if finding.owner else ""
    lines.append(Text(f"   {finding.clause or finding.topic} · {finding.rule}{who}", style="dim"))
    return Group(*lines)
