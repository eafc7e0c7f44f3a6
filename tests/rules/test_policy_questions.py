"""What the shipped policy answers, word by word, and what it rightly does not."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answering import Answer, Answers
from bot.evidence.clauses import ClauseSearch
from bot.evidence.subjects import Subject, shipped
from bot.policy.handbook import handbook, read_policy_folder
from bot.policy.ruleset import RuleSet
from bot.policy.schema import TOPICS
from bot.verdict import Draft
from tests import shipped as shipped_rules

RULES = Path(__file__).parents[2] / "rules"
ANY_DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
ABOUT = {subject.name: subject for subject in shipped()}
EVERY = [question for subject in shipped() for question in subject.asked]


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers(shipped_rules.shipped, RULES, lambda: ANY_DAY)


def ids(answer: Answer) -> list[str]:
    return [quoted.clause.id for quoted in answer.clauses]


def every_second(first: int) -> list[Subject]:
    return [replace(subject, asked=subject.asked[first::2]) for subject in shipped()]


def test_most_questions_find_their_clause_where_only_others_are_known(ruleset: RuleSet) -> None:
    text, _ = read_policy_folder(RULES)
    book = handbook(ruleset, text, ANY_DAY)
    search = ClauseSearch(book.clauses, book.synonyms, book.elsewhere, every_second(1), book.names)
    right: Counter[str] = Counter()
    for subject in every_second(0):
        for question in subject.asked:
            guarded = ruleset.read(Draft(question), ANY_DAY).guarded
            found = [hit.clause.id for hit in search.find(question, guarded=guarded).hits]
            if subject.elsewhere:
                right["silent"] += not found
            else:
                right["first"] += found[:1] == [subject.name]
                right["shown"] += subject.name in found
    outside = len(ABOUT["elsewhere"].asked[::2])
    inside = sum(len(subject.asked[::2]) for subject in shipped()) - outside
    assert right["first"] >= 0.77 * inside
    assert right["shown"] >= 0.8 * inside
    assert right["silent"] >= 0.94 * outside


def test_every_clause_of_the_sample_has_known_questions_and_no_other_has() -> None:
    text, _ = read_policy_folder(RULES)
    assert {clause.id for clause in text.clauses} == {*ABOUT} - {"elsewhere"}
    assert min(len(subject.asked) for subject in shipped()) >= 10


def test_what_is_said_in_passing_is_not_what_a_question_is_about(answers: Answers) -> None:
    passing = "If I praise our app in a forum, must I reveal who pays me?"
    assert answers.plain(passing).guarded
    assert ids(answers.plain(passing))[0] == "disclosure"
    scrolls = answers.plain("Can I scroll job ads on the bus to the salary talk?")
    assert (scrolls.guarded, ids(scrolls)) == (True, [])
    assert scrolls.text.startswith("Talk about your pay, hours, conditions")
    assert scrolls.owner == "#people-team"
    tweets = answers.plain("Can I tweet that our union meets in the canteen at lunch?")
    assert ids(tweets) == ["your-rights"]
    assert ids(answers.plain("Our boss pays us nothing for overtime, may I say it?"))[0] == (
        "your-rights"
    )


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("can i post abuot my salery?", "your-rights"),
        ("are ten hastags okay?", "platforms"),
        ("shuld i corect my post?", "mistakes"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(answers: Answers, question: str, clause: str) -> None:
    assert ids(answers.plain(question))[:1] == [clause]


def test_a_word_means_what_it_means_in_the_language_of_the_question(answers: Answers) -> None:
    # "Page" is no "paga", and "wife" no "wifi", though they share a stem in Portuguese.
    assert "your-rights" not in ids(answers.plain("I do not want to be on the team page any more"))
    assert "credentials" not in ids(answers.plain("my wife knows about the merger, can she say it"))


def test_a_rule_does_not_stand_before_the_clause_that_it_is_made_from(answers: Answers) -> None:
    assert ids(answers.plain('Is it fine to write "hey guys"?'))[0] == "inclusive"
    assert ids(answers.plain('Can I write "always on"?'))[0] == "claims"


@pytest.mark.parametrize(
    "question", ["How many clients do we have in Spain?", "Who is our biggest competitor?"]
)
def test_a_number_or_a_name_is_not_what_a_policy_says(answers: Answers, question: str) -> None:
    assert not answers.plain(question).found


def test_what_is_protected_is_answered_plainly_yes(answers: Answers) -> None:
    told = [answers.plain(question) for question in ABOUT["your-rights"].asked]
    assert sum(ids(answer)[:1] == ["your-rights"] for answer in told) >= len(told) - 1


@pytest.mark.parametrize("question", ["May I post my salary?", "Posso publicar o meu salário?"])
def test_pay_gets_a_yes(answers: Answers, question: str) -> None:
    assert answers.plain(question).clauses[0].quote.startswith("Yes, you may talk about your pay")


@pytest.mark.parametrize("question", ["what is the canteen menu?", "who won the match?"])
def test_the_policy_does_not_say_is_an_answer(answers: Answers, question: str) -> None:
    answer = answers.plain(question)
    assert (answer.found, answer.clauses) == (False, ())
    assert answer.text == "The policy does not say. #comms-policy can help: ask there."


@pytest.mark.parametrize(
    "question", ["我可以发布客户的名字吗?", "Saanko kertoa kuka asiakkaamme on?"]
)
def test_what_was_not_understood_is_not_said_to_have_no_answer(
    answers: Answers, question: str
) -> None:
    answer = answers.plain(question)
    assert not answer.found
    assert "I did not understand" in answer.text
    assert answer.owner == "#comms-policy"


def test_every_quote_stands_in_its_source(answers: Answers) -> None:
    texts = [file.read_text("utf-8") for file in RULES.rglob("*") if file.is_file()]
    told = [[q.quote for q in answers.plain(asked).clauses] for asked in EVERY[::4]]
    assert all(len(quotes) == len(set(quotes)) for quotes in told), "each quote once"
    quotes = {quote for quotes in told for quote in quotes}
    assert [quote for quote in quotes if not any(quote in text for text in texts)] == []


def test_an_answer_has_an_example_either_way_and_whom_to_ask(answers: Answers) -> None:
    answer = answers.plain("Can I name a client?")
    assert answer.examples == (
        "Like this: “A food company found three leaks in a week.”",
        "Not like this: “Great workshop with our client Northgate Dairy!”",
    )
    assert answer.owner == "#client-stories"


def test_nothing_that_can_be_quoted_holds_a_secret_name(ruleset: RuleSet) -> None:
    text, _ = read_policy_folder(RULES)
    book = handbook(ruleset, text, ANY_DAY)
    shown = json.dumps([str(clause) + clause.more for clause in book.clauses]).casefold()
    for words in ruleset.organisation.lists.values():
        for term in words.terms if words.secret else ():
            assert term.casefold() not in shown


def test_facts_that_expire_are_gone_the_next_day(ruleset: RuleSet) -> None:
    days = [datetime(2027, 5, 31, 12, tzinfo=UTC), datetime(2027, 6, 1, 12, tzinfo=UTC)]
    answers = Answers(lambda: ruleset, RULES, lambda: days[0])
    question = "Is it true that Sluice Cloud encrypts data in transit and at rest?"
    before = ids(answers.plain(question))
    days.pop(0)
    assert "sluice-encryption" in before
    assert "sluice-encryption" not in ids(answers.plain(question))


def test_every_topic_but_tone_has_a_clause() -> None:
    text, _ = read_policy_folder(RULES)
    covered = {topic for clause in text.clauses for topic in clause.topics}
    assert set(TOPICS) - covered == {"tone"}


def test_an_unanswered_question_knows_the_topic_it_comes_near(answers: Answers) -> None:
    assert answers.plain("Which client pays us most?").topic == "client"
    assert answers.plain("what is the canteen menu?").topic == "other"


def test_a_name_of_a_public_list_means_what_the_list_is_called(answers: Answers) -> None:
    assert ids(answers.plain("Can I call Kestrel Metrics liars?"))[0] == "competitors"
    assert ids(answers.plain("May I tag Halden Water?"))[0] == "clients"


def test_a_guarded_question_and_one_with_a_key_may_not_leave(answers: Answers) -> None:
    assert not answers.plain("May I complain about my boss and my pay?").may_leave
    key = "hunter" + "2hunter2"
    assert not answers.plain(f"May I post that our password is {key}?").may_leave
    assert answers.plain("May I name a client?").may_leave


def test_rules_may_change_while_others_ask(ruleset: RuleSet) -> None:
    days = itertools.cycle([ANY_DAY, ANY_DAY + timedelta(days=1)])
    answers = Answers(lambda: ruleset, RULES, lambda: next(days))
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(answers.plain, "Can I name a client?") for _ in range(12)]
        assert {ids(each.result())[0] for each in asked} == {"clients"}
