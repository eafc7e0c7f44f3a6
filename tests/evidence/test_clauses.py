"""Which clause a question finds, by its words alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.clauses import ClauseSearch
from bot.vocabulary.clause import Clause


def clause(name: str, text: str, *asked: tuple[str, str]) -> Clause:
    return Clause(id=name, title=name.capitalize(), passages=(text,), asked=asked)


PAY = clause("pay", "You may talk about your wages.", ("en", "salary"), ("pt", "ordenados"))
PICTURES = clause(
    "pictures", "Ask everybody who can be recognised.", ("en", "wedding photo"), ("de", "foto")
)
ROBOTS = clause(
    "robots", "Say what a machine wrote.", ("en", "ai"), ("en", "how do i label"), ("en", "over 18")
)
OTHERS = tuple(clause(f"other{n}", f"This is about matter{n}.") for n in range(12))
SEARCH = ClauseSearch(
    [PAY, PICTURES, ROBOTS, *OTHERS],
    {"wages": ("payslip", "Lohn")},
    [("en", "parking"), ("en", "salary advance form")],
)


def found(question: str) -> list[str]:
    return [hit.clause.id for hit in SEARCH.find(question).hits]


def test_a_word_finds_the_clause_that_is_asked_for_with_it_in_any_form() -> None:
    assert found("May I post our salaries?") == ["pay"]
    assert found("Posso publicar o meu ordenado?") == ["pay"]
    assert found("Can I show my payslips?") == ["pay"]
    assert found("May I post my sallary?") == ["pay"]


def test_words_of_a_phrase_may_stand_apart_and_small_ones_follow_each_other() -> None:
    assert found("May I post photos of her wedding?") == ["pictures"]
    assert found("So how do I label this?") == ["robots"]
    assert found("How many labels do I get?") == []
    assert found("May I be over 18?") == ["robots"]


def test_a_word_that_is_joined_from_two_is_known_by_one_of_them() -> None:
    assert found("Darf ich das Hochzeitsfoto posten?") == []
    longer = ClauseSearch([clause("party", "Text.", ("de", "sommerfest")), *OTHERS], {})
    hits = longer.find("Darf ich etwas vom Sommerfestabend posten?").hits
    assert [hit.clause.id for hit in hits] == ["party"]


def test_a_verb_of_another_language_is_no_machine() -> None:
    assert found("Can AI do it?") == ["robots"]
    assert found("J'ai le droit ?") == []


def test_what_the_policy_does_not_speak_of_stays_unanswered() -> None:
    assert found("May I post where parking is?") == []
    assert found("Where do I get the form for a salary advance?") == []


def test_a_clause_is_near_though_it_does_not_answer() -> None:
    searched = SEARCH.find("Who counts the salary, the bananas, the violins and the clouds?")
    assert searched.hits == ()
    assert searched.near[0] == PAY


@given(st.text(max_size=60) | st.text(alphabet="'’#-%ai1 ", max_size=40))
def test_no_question_breaks_the_search(question: str) -> None:
    assert len(SEARCH.find(question).hits) <= 3
