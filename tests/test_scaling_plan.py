"""docs/scaling.md adds up: each step of its plan is what it says, by figures that were measured."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

TEXT = (Path(__file__).parent.parent / "docs" / "scaling.md").read_text()
PLAN = TEXT.partition("\n## A plan")[2]
ROWS = [
    tuple(cell.strip() for cell in row)
    for row in re.findall(r"^\| ([^|]+)\| ([^|]*\d[^|]*)\| ([^|]+)\|$", PLAN, re.MULTILINE)
]
_UNITS = {"ms": 1e-3, "kB": 1e3, "MB": 1e6, "million": 1e6}
_NUMBER = re.compile(r"(?P<number>\d[\d,.]*)\s*(?P<unit>ms|kB|MB|million)?")


def value(text: str) -> float:
    """The number in a cell, in seconds, bytes or pieces."""
    found = _NUMBER.search(text)
    assert found, text
    return float(found["number"].replace(",", "").rstrip(".")) * _UNITS.get(found["unit"] or "", 1)


def worked_out(arithmetic: str) -> float:
    """What the last sum in a cell comes to; before a colon or an equals sign stands its story."""
    first, *rest = re.split(r"\s*([×÷])\s*", re.split(r"[:=] ", arithmetic)[-1])
    total = value(first)
    for sign, factor in zip(rest[::2], rest[1::2], strict=True):
        total = total * value(factor) if sign == "×" else total / value(factor)
    return total


@pytest.mark.parametrize("step", [row for row in ROWS if re.search("[×÷]", row[1])])
def test_a_step_is_what_its_arithmetic_says(step: tuple[str, ...]) -> None:
    name, arithmetic, result = step
    if name == "rows after 180 days":
        assert value(result) == 90_000 + 15_000 * 26
        return
    assert math.isclose(worked_out(arithmetic), value(result), rel_tol=0.03), step


def test_the_plan_reckons_with_the_dearest_check_that_was_measured() -> None:
    measured = re.findall(
        r"^\| processor time a check.*\| (\d+) ms \| (\d+) ms \|$", TEXT, re.MULTILINE
    )
    dearest = max(int(each) for row in measured for each in row)
    assert len(measured) == 2
    for says in (rf"plan with: {dearest} ms", rf"× {dearest} ms \|"):
        assert re.search(says, TEXT), says


def test_everybody_makes_three_checks_of_a_draft_on_every_day() -> None:
    assert "makes three checks" in PLAN
    counted = [row[1] for row in ROWS if re.search(r"people|checks in a week|%", "".join(row[:2]))]
    assert [each for each in counted if "×" in each and "× 3" not in each] == []
    assert len([each for each in counted if "× 3" in each]) == 3
