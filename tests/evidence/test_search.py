from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.search import FactSearch
from bot.verdict import Platform
from bot.vocabulary.facts import Fact

NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Lisbon"))


def day(year: int, month: int, of_month: int) -> datetime:
    return datetime(year, month, of_month, tzinfo=ZoneInfo("Europe/Lisbon")).astimezone(UTC)


def fact(fact_id: str, statement: str, **parts: object) -> Fact:
    known: dict[str, object] = {
        "id": fact_id,
        "statement": statement,
        "wording": statement,
        "source": "https://press.brightwater.example",
        "owner": "#comms-policy",
        "valid_from": day(2026, 7, 1),
    }
    return Fact(**{**known, **parts})  # type: ignore[arg-type] # a test's own keywords


def search_in(*facts: Fact) -> FactSearch:
    return FactSearch(facts, lambda: NOON)


def test_the_closest_statements_come_first_in_any_form_of_their_words() -> None:
    search = search_in(
        fact("leaks", "Halden Water found leaks 31 % faster."),
        fact("uptime", "Tidewatch was available 99.95 % of the time."),
        fact("cafe", "Our café serves water."),
    )

    found = search.passages("We are finding a leak at Halden", Platform.X)
    assert [passage.id for passage in found] == ["leaks"]
    assert [passage.id for passage in search.passages("the CAFE", Platform.X)] == ["cafe"]
    assert search.passages("Nothing alike, 31 %", Platform.X) == ()
    search.replace([])
    assert search.passages("leaks", Platform.X) == ()
    search.close()


def test_a_fact_counts_from_its_day_until_its_day_and_on_its_platforms() -> None:
    search = search_in(
        fact("early", "Leaks went down", valid_from=day(2026, 11, 24)),
        fact("old", "Leaks went down", valid_until=day(2026, 11, 23)),
        fact("elsewhere", "Leaks went down", platforms=frozenset({Platform.LINKEDIN})),
        fact("good", "Leaks went down", valid_until=day(2026, 11, 24)),
    )

    found = search.passages("leaks", Platform.X)
    assert {passage.id: passage.expired for passage in found} == {"old": True, "good": False}
    search.close()


def test_a_statement_is_worded_in_the_language_of_the_draft_or_not_at_all() -> None:
    said, in_portuguese = "We found the leaks faster.", "Encontrámos as fugas mais depressa."
    search = search_in(fact("leaks", said, wordings=(("pt", in_portuguese),)))

    for language, wording in {"": said, "en": said, "pt": in_portuguese, "sv": ""}.items():
        (passage,) = search.passages("as fugas", Platform.X, language)
        assert passage.wording == wording
    search.close()


def test_the_day_shown_is_the_company_s_own() -> None:
    search = search_in(fact("summer", "Leaks went down", valid_from=day(2026, 7, 1)))

    (passage,) = search.passages("leaks", Platform.X)
    assert passage.dated.isoformat() == "2026-07-01"
    search.close()


@given(st.text(max_size=60) | st.text(alphabet="\"'*():^-ANDORNEAR ", max_size=40))
def test_no_text_breaks_the_search(text: str) -> None:
    search = search_in(fact("leaks", "Halden Water found leaks"))

    assert len(search.passages(text, Platform.X)) <= 1
    search.close()
