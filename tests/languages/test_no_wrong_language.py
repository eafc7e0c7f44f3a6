"""What an author reads is never in a language that is neither theirs nor their draft's."""

from __future__ import annotations

import pytest

from bot.languages.telling import told_apart
from bot.messages import speaking
from bot.replies.joining import joined
from bot.replies.reading import read_reply
from bot.replies.telling import tick_lines
from bot.review.anchor import Anchored
from bot.review.outcome import ReplySaid
from bot.review.rewrite import keep_answer, keep_rewrite
from bot.review.tone import tone_findings
from bot.review.wire import ToneFinding
from bot.stories.looking import profile_tips, story_tips
from bot.verdict import Draft, Reading, worst

ENGLISH = "Only fools would buy the other thing, and we are so glad about that."
PORTUGUESE = "Só um tolo comprava a outra coisa, e estamos muito contentes com isso."
SWEDISH = "Det var tråkigt att höra om läckan. Vi skickar en tekniker i morgon."
EXPLAINED = "Readers may take this as a swipe at the people who chose the other thing."


def read_nothing(draft: Draft) -> Reading:
    del draft
    return Reading(worst(()), (), ruleset="sha256:0")


def toned(draft: str, quote: str, better: str | None) -> tuple[str, list[str]]:
    found = ToneFinding(
        draft_quote=quote, category="hostile", explanation=EXPLAINED, suggestion=better
    )
    start = draft.index(quote)
    [finding] = tone_findings([Anchored(found, start, start + len(quote))], Draft(draft))
    return finding.message, [way.text for way in finding.suggestions]


@pytest.mark.parametrize("draft", [ENGLISH, PORTUGUESE])
def test_a_model_s_english_explanation_is_for_those_who_read_english(draft: str) -> None:
    quote = draft.split(",", maxsplit=1)[0]

    assert toned(draft, quote, None)[0] == EXPLAINED
    with speaking("pt"):
        assert toned(draft, quote, None)[0] == "Quem lê pode sentir isto como um ataque."


def test_other_words_for_a_draft_are_in_its_language() -> None:
    quote = "Só um tolo comprava a outra coisa"

    assert toned(PORTUGUESE, quote, "Nem toda a gente compra a outra coisa")[1]
    assert toned(PORTUGUESE, quote, "Not everybody would buy the other thing")[1] == []


def test_a_rewrite_is_in_the_language_of_its_draft_unless_another_is_asked_for() -> None:
    draft, other = Draft(PORTUGUESE), "Not everybody buys the other thing, and we are glad."

    assert keep_rewrite(draft, other, read_nothing) is None
    assert keep_rewrite(draft, other, read_nothing, translated=True) == other
    shorter = "Nem todos compram a outra coisa, e estamos contentes."
    assert keep_rewrite(draft, shorter, read_nothing) == shorter


@pytest.mark.parametrize(
    ("reader", "wish", "kept"),
    [
        ("en", "why?", True),
        ("pt", "how does it read?", True),  # asked in English
        ("pt", "porquê?", False),
        ("pt", "como é que isto se lê?", False),
    ],
)
def test_an_answer_is_in_the_language_of_its_reader_or_of_the_question(
    reader: str,
    wish: str,
    kept: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    answer = "“Só um tolo” may read as harsh to those who bought it."
    with speaking(reader):
        said = keep_answer(Draft(PORTUGUESE), answer, wish, read_nothing)

    assert (said is not None) is kept


@pytest.mark.parametrize(
    "reply",
    [
        SWEDISH,
        "Ci dispiace molto per la perdita. Mandiamo un tecnico domani alle nove.",
        "Het spijt ons van het lek. We sturen morgen een monteur.",
        "水漏れについて申し訳ありません。明日伺います。",
    ],
)
def test_of_a_reply_in_a_language_without_lists_no_tick_is_denied(reply: str) -> None:
    told = read_reply(Draft(reply), "It leaks!")

    [line] = tick_lines(told)
    assert line.startswith("I cannot read replies in this language yet.")
    assert told.hazards == ()


def test_a_model_may_tell_the_ticks_of_such_a_reply() -> None:
    draft = Draft(SWEDISH)
    told = joined(draft, read_reply(draft), ReplySaid(), {})

    assert len(list(tick_lines(told))) == 3


def test_stories_and_profiles_in_a_language_without_lists_get_questions() -> None:
    assert [tip[:36] for tip in story_tips(SWEDISH)] == ["I cannot read this language yet. Thr"]
    assert len(profile_tips(SWEDISH)) == 1
    assert len(story_tips(PORTUGUESE)) == len(story_tips(ENGLISH)) == 3


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (ENGLISH, PORTUGUESE, True),
        (ENGLISH, SWEDISH, True),
        (ENGLISH, "Tidewatch 4.0", False),
        (ENGLISH, "水漏れ", False),  # in no language that has a file
        (PORTUGUESE, PORTUGUESE, False),
    ],
)
def test_texts_are_told_apart_only_where_both_are_known(
    one: str,
    other: str,
    apart: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    assert told_apart(one, other) is apart
