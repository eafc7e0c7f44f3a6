from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.facts import Fact, read_facts
from bot.evidence.search import FactSearch

SHIPPED = Path(__file__).parents[2] / "rules" / "facts.yaml"
TODAY = datetime(2026, 11, 23, 12)  # noqa: DTZ001 -- the company's own wall clock

GOOD = """version: 1
facts:
  - id: halden-leaks
    statement: "Halden Water found leaks 31 % faster."
    source: "https://press.brightwater.example/halden"
    owner: "#client-stories"
    approved_on: "2026-09-14"
"""


def fact(fact_id: str, statement: str, **parts: object) -> Fact:
    known: dict[str, object] = {
        "id": fact_id,
        "statement": statement,
        "wording": statement,
        "source": "https://press.brightwater.example",
        "owner": "#comms-policy",
        "approved_on": date(2026, 1, 1),
    }
    return Fact(**{**known, **parts})  # type: ignore[arg-type] # a test's own keywords


def test_the_shipped_facts_have_no_mistake() -> None:
    read = read_facts(SHIPPED)

    assert read.problems == ()
    assert {fact.id for fact in read.facts} >= {"halden-leaks", "tidewatch-uptime"}


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read_facts(tmp_path / "facts.yaml").facts == ()


def test_what_is_left_out_has_its_plain_default(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(GOOD, encoding="utf-8")

    (found,) = read_facts(file).facts

    assert found.wording == found.statement
    assert not found.expired(date(2099, 1, 1))
    assert not found.begun(date(2026, 9, 13))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("statement:", "statment:"), "facts.yaml:4:5 says 'statment', which means nothing here."),
        (("statement:", "statment:"), "Did you mean statement?"),
        (("    owner", "    source: x\n    owner"), "facts.yaml:6:5 says source twice."),
        (('    owner: "#client-stories"\n', ""), "facts.yaml:3:5 misses owner."),
        (("2026-09-14", "14 September"), "facts.yaml:7:18 should be a day such as 2027-04-05."),
        (('"2026-09-14"', '"2026-09-14"\n    expires_on: "2026-01-01"'), "it never holds"),
        (('"2026-09-14"', '"2026-09-14"\n    platforms: [tiktok]'), "says 'tiktok'. Use bluesky"),
        (("version: 1", "version: ["), "is no YAML"),
        (("facts:\n", "facts:\n  - word\n"), "facts.yaml:3:5 should hold id, statement"),
    ],
)
def test_a_mistake_has_its_place_and_its_remedy(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(GOOD.replace(*change, 1), encoding="utf-8")

    assert any(says in problem for problem in read_facts(file).problems)


def test_one_mistake_does_not_cost_the_other_facts(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    again = GOOD.partition("facts:\n")[2]
    file.write_text(GOOD + again + again.replace("halden-leaks", "two"), encoding="utf-8")

    read = read_facts(file)

    assert [fact.id for fact in read.facts] == ["halden-leaks", "two"]
    assert len(read.problems) == 1
    assert "has the id halden-leaks of an earlier fact" in read.problems[0]


def test_the_closest_statements_come_first_in_any_form_of_their_words() -> None:
    search = FactSearch(
        [
            fact("leaks", "Halden Water found leaks 31 % faster."),
            fact("uptime", "Tidewatch was available 99.95 % of the time."),
            fact("cafe", "Our café serves water."),
        ],
        lambda: TODAY,
    )

    assert [p.id for p in search.passages("We are finding a leak at Halden", "x")] == ["leaks"]
    assert [p.id for p in search.passages("the CAFE", "x")] == ["cafe"]
    assert search.passages("Nothing alike, 31 %", "x") == ()
    search.replace([])
    assert search.passages("leaks", "x") == ()
    search.close()


def test_a_fact_counts_from_its_day_until_its_day_and_on_its_platforms() -> None:
    search = FactSearch(
        [
            fact("early", "Leaks went down", approved_on=date(2026, 11, 24)),
            fact("old", "Leaks went down", expires_on=date(2026, 11, 23)),
            fact("elsewhere", "Leaks went down", platforms=frozenset({"linkedin"})),
            fact("good", "Leaks went down", expires_on=date(2026, 11, 24)),
        ],
        lambda: TODAY,
    )

    assert {p.id: p.expired for p in search.passages("leaks", "x")} == {"old": True, "good": False}
    search.close()


@given(st.text(max_size=60) | st.text(alphabet="\"'*():^-ANDORNEAR ", max_size=40))
def test_no_text_breaks_the_search(text: str) -> None:
    search = FactSearch([fact("leaks", "Halden Water found leaks")], lambda: TODAY)

    assert len(search.passages(text, "x")) <= 1
    search.close()
