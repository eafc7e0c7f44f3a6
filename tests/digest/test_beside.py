"""What is frozen beside checks and findings comes from five people or more, also by difference."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from bot.digest.beside import Beside, freeze_beside
from bot.digest.week import Week
from storage.week_records import PersonFindings, PersonReviews

WEEK = Week(2026, 47)
PEOPLE = st.integers(0, 9).map(lambda who: f"{who:02x}")
STATUSES = st.sampled_from(["ok", "timeout", "provider_error", "disabled"])


@given(st.lists(st.builds(PersonReviews, PEOPLE, STATUSES, st.integers(1, 9)), max_size=40))
def test_no_way_a_review_ended_can_be_worked_out_for_few(reviews: list[PersonReviews]) -> None:
    figures = freeze_beside(WEEK, Beside(reviews=reviews))

    shown = {each.name for each in figures if each.kind == "review"}
    people = defaultdict(set)
    for row in reviews:
        people[row.status].add(row.author_key)
    assert all(len(people[status]) >= 5 for status in shown)
    hidden = set().union(*(who for status, who in people.items() if status not in shown))
    assert not shown or not hidden or len(hidden) >= 5


@given(
    st.lists(
        st.builds(
            PersonFindings,
            rule=st.sampled_from(["a", "b", "c"]),
            topic=st.just("watch"),
            action=st.none(),
            author_key=PEOPLE,
            findings=st.integers(1, 9),
        ),
        max_size=40,
    ),
    st.lists(st.tuples(PEOPLE, st.integers(1, 9)), max_size=12),
)
def test_what_watch_rules_noticed_and_rewrites_come_from_five_people(
    watched: list[PersonFindings], adopted: list[tuple[str, int]]
) -> None:
    figures = freeze_beside(WEEK, Beside(watched=watched, adopted=adopted))

    for figure in figures:
        if figure.hits is None:
            continue
        rows = [r.author_key for r in watched if r.rule == figure.name]
        who = rows if figure.kind == "watch" else [author for author, _ in adopted]
        assert len(set(who)) >= 5
        assert figure.hits % 5 == 0
