"""Which clause a question finds, by its words alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.clauses import ClauseSearch
from bot.evidence.lexicon import Lexicon
from bot.evidence.subjects import Subject
from bot.evidence.telling import telling
from bot.vocabulary.clause import Clause, Origin


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


TOILETS = Subject("toilets", ("where can i smoke", "who cleans the windows", "when is lunch"))
ROBOTIC = Subject(
    "ai-help",
    ("may the machine draft it for me", "did a machine paint it", "can a machine answer for me"),
    frozenset({"claim"}),
)


def asked_of(question: str, *clauses: Clause, subject: Subject = ROBOTIC) -> list[str]:
    search = ClauseSearch([*clauses, *OTHERS], {}, (), [subject], [("Sluice", "machine")])
    return [hit.clause.id for hit in search.find(question).hits]


def test_a_question_leads_to_where_known_ones_lead_that_are_put_like_it() -> None:
    named = clause("ai-help", "Say so.")
    assert asked_of("May the thing draft it for me?", named) == ["ai-help"]
    assert asked_of("May the thing draft it for me?", named, subject=TOILETS) == []


def test_a_subject_is_the_clause_of_a_policy_that_is_closest_whatever_it_is_called() -> None:
    assert asked_of("May it draft it for me?", ROBOTS) == ["robots"]
    of_topic = Clause("helpers", "Helpers", ("Say so.",), topics=("claim",))
    assert asked_of("May it draft it for me?", of_topic) == ["helpers"]
    rule = Clause("machine-made", "Machine", ("Say so.",), Origin.RULE, topics=("claim",))
    assert asked_of("May it draft it for me?", rule) == ["machine-made"]
    assert asked_of("May it draft it for me?") == []


def test_the_subject_of_working_life_is_the_clause_that_protects_it() -> None:
    rights = Clause("voice", "Voice", ("Yes.",), protects=True)
    pay = Subject("your-rights", ("does it count that i sweat", "i sweat a lot"), protects=True)
    assert asked_of("May I say that I sweat?", rights, subject=pay) == ["voice"]


def test_a_name_counts_as_what_it_is_the_name_of() -> None:
    named = clause("ai-help", "Say so.")
    assert asked_of("Did SLUICE paint it?", named) == ["ai-help"]
    assert asked_of("Did Sluicegate?", named) == []


def test_what_most_policies_do_not_speak_of_counts_for_nothing_in_one_that_does() -> None:
    smoking = clause("terrace", "You may smoke on the terrace.")
    outside = Subject("elsewhere", ("can i smoke here", "may we smoke", "who may smoke"))
    assert asked_of("Can I smoke there?", smoking, subject=outside) == ["terrace"]
    assert asked_of("Can I smoke there?", subject=outside) == []


def test_a_word_for_the_rest_of_the_world_that_stands_in_the_policy_is_none() -> None:
    smoking = clause("terrace", "You may smoke on the terrace.")
    search = ClauseSearch([smoking, *OTHERS], {}, [("en", "smoke"), ("en", "parking")])
    assert [hit.clause.id for hit in search.find("May I smoke?").hits] == ["terrace"]


def test_a_whole_question_teaches_how_something_is_put_and_is_no_phrase() -> None:
    taught = clause("noise", "Be quiet.", ("en", "may my band play in the yard?"))
    search = ClauseSearch([taught, *OTHERS], {}, [("en", "who tunes the piano?")])
    assert [hit.clause.id for hit in search.find("May my band play tonight?").hits] == ["noise"]
    assert search.find("Who tunes the piano today?").hits == ()


def test_a_clause_that_nearly_answers_is_near_and_no_answer() -> None:
    found = SEARCH.find("A salary and a piano and a cat")
    assert (found.hits, found.perhaps) == ((), (PAY,))
    assert SEARCH.find("Which hat did the gardener get?").perhaps == ()
    assert SEARCH.find("May I post my salary?").perhaps == ()


def test_a_rule_does_not_stand_before_its_clause_for_another_one_that_is_alike() -> None:
    deck = Clause("decks", "Decks", ("A deck.",), topics=("confidential",))
    plans = Clause("plans", "Plans", ("Say no plan.",), topics=("confidential",))
    rule = Clause(
        "marked", "Decks and slides", ("Decks and slides.",), Origin.RULE, topics=("confidential",)
    )
    planned = Subject("plans", ("may i show it", "may i show what is planned"))
    assert (
        asked_of("May I show slides of decks?", deck, plans, rule, subject=planned)[0] != "marked"
    )


def test_rules_answer_where_there_is_no_policy_text() -> None:
    names = ("client", "gift", "secret", "picture")
    rules = [Clause(f"{one}s", one, (f"Name no {one}.",), Origin.RULE) for one in names]
    search = ClauseSearch(rules, {}, (), [ROBOTIC])
    assert [hit.clause.id for hit in search.find("May I name a client?").hits] == ["clients"]
    assert ClauseSearch([], {}).find("May I name a client?").hits == ()


def test_a_slip_is_told_by_the_same_word_in_every_run() -> None:
    lexicon = Lexicon([clause("a", "Gardens, pardon.")], {}, ())
    assert {"gardens", "pardon"}.isdisjoint(lexicon.spelled_like("xardens"))
    assert list(lexicon.spelled_like("gardxns")) == sorted(lexicon.spelled_like("gardxns"))
    assert "gardens" in lexicon.spelled_like("gardn")
    assert "gardens" not in lexicon.spelled_like("gar")


def test_a_text_of_many_strange_words_is_read_only_so_far() -> None:
    strange = " ".join(f"q{n}x{n}z" for n in range(500))
    assert SEARCH.find(f"May I post my salary? {strange}").hits == ()
    assert len(telling(f"{strange} salary", Lexicon([PAY], {}, ())).words) == 200


def test_no_rule_stands_before_a_clause_of_the_text_in_the_words_of_the_question() -> None:
    draws = clause("draws", "Prize draws are for marketing.")
    rule = Clause(
        "terms", "Contests", ("A raffle needs its terms.",), Origin.RULE, topics=("claim",)
    )
    raffles = Subject(
        "contests", ("can i run a raffle", "can i run a contest"), frozenset({"claim"})
    )
    assert asked_of("Can I run a raffle?", draws, rule, subject=raffles) == ["terms"]
    assert asked_of("Can I run a prize draw?", draws, rule, subject=raffles)[0] == "draws"
