"""How `checkpost eval` looks at a terminal: rates with their intervals, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

_SCRIPTED = "Nobody's model said this: the answers are a script, made to prove the measuring."
_SINGLES = (
    ("came out right", "right"),
    ("good posts with a false alarm", "false_alarms_on_good_posts"),
    ("quotes that stand in the draft", "quotes_that_stand"),
    ("garbled answers", "garbled_answers"),
    ("changed between repeats", "flips"),
)
_CLAIM_SINGLES = (
    ("labels right, where there was evidence", "labels_right"),
    ("called “not enough evidence” in vain", "held_back"),
    ("decided without evidence", "made_up"),
)


def show(report: dict[str, Any]) -> None:
    """Print a report."""
    console = Console()
    console.print(_head(report))
    if report["recorded"] == "scripted":
        console.print(Text(_SCRIPTED, style="yellow"))
    if report["ticks"]:
        console.print(_ticks(report["ticks"]))
    else:
        console.print(_rates(report), _tone(report["tone"]), _confusion(report["claims"]))
    for line in _foot(report):
        console.print(line, soft_wrap=True)
    for change in report["baseline"]:
        console.print(_change(change))


def _head(report: dict[str, Any]) -> Text:
    errors = sum(report["errors"].values())
    good, reviews = report["good_cases"], report["reviews"]
    says = f"{report['cases']} drafts, {good} of them good, {reviews} reviews"
    failed = f", {errors} ERROR ({_counted(report['errors'])})" if errors else ""
    left = f", {report['unanswered']} without a recorded answer" if report["unanswered"] else ""
    return Text.assemble(
        (f"{report['model']} ", "bold"), f"({report['recorded']}): {says}{failed}{left}"
    )


def _rates(report: dict[str, Any]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for label, key in _SINGLES:
        table.add_row(label, _rate(report[key]))
    selection = report["claims"]["selection"]
    table.add_row("claims chosen well (precision)", _rate(selection["precision"]))
    table.add_row("claims not missed (recall)", _rate(selection["recall"]))
    for label, key in _CLAIM_SINGLES:
        table.add_row(label, _rate(report["claims"][key]))
    return table


def _tone(tone: dict[str, Any]) -> Table:
    table = Table("tone", "precision", "recall", box=None, pad_edge=False)
    for word, rates in tone.items():
        if rates["precision"]["of"] or rates["recall"]["of"]:
            table.add_row(word.replace("_", " "), _rate(rates["precision"]), _rate(rates["recall"]))
    return table


def _ticks(ticks: dict[str, Any]) -> Table:
    table = Table("tick", "lists alone", "model alone", "together", box=None, pad_edge=False)
    for name, rates in ticks.items():
        table.add_row(
            name.replace("_", " "), *(_rate(rates[by]) for by in ("lists", "model", "together"))
        )
    return table


def _confusion(claims: dict[str, Any]) -> Table:
    table = Table("claim should be", "was called", box=None, pad_edge=False)
    for gold, row in sorted(claims["confusion"].items()):
        table.add_row(gold.replace("_", " "), _counted(row))
    return table


def _foot(report: dict[str, Any]) -> Iterator[str]:
    latency, tokens = report["latency_ms"], report["tokens"]
    if report["recorded"] == "live":
        yield f"answers in {latency['p50']} ms at p50, {latency['p95']} ms at p95"
        yield f"structured output: {_counted(report['rungs'])}"
    if tokens["asked"] or tokens["written"]:
        cost = "no price known" if report["cost"] is None else f"about ${report['cost']:.4f}"
        checked = f" (prices of {report['prices_checked_on']})" if report["cost"] else ""
        yield f"{tokens['asked']:,} tokens asked, {tokens['written']:,} written: {cost}{checked}"
    prompts = report["prompts"][:19] or "not noted when the answers were recorded"
    yield f"facts as of {report['at'][:10]}, prompts {prompts}"


def _change(change: dict[str, Any]) -> Text:
    name = {"right": "came out right", "quiet": "good posts left alone"}[change["name"]]
    says = f"{name}: {change['better']} better, {change['worse']} worse of {change['cases']}"
    word = "WORSE than the baseline" if change["is_worse"] else "not worse beyond chance"
    style = "bold red" if change["is_worse"] else "green"
    return Text.assemble(f"{says} (p = {change['p']:.3f}): ", (word, style))


def _rate(rate: dict[str, Any]) -> str:
    if rate["value"] is None:
        return f"{rate['hits']} of {rate['of']} (too few for a rate)"
    spread = f"{100 * rate['low']:.0f} to {100 * rate['high']:.0f}"
    return f"{100 * rate['value']:.0f} % [{spread}], {rate['hits']} of {rate['of']}"


def _counted(numbers: dict[str, int]) -> str:
    ranked = sorted(numbers.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{word.replace('_', ' ')} {number}" for word, number in ranked) or "none"
