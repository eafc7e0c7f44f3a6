"""The folded view: every way of writing the same letters is one, and spans point back exactly."""

from __future__ import annotations

import pytest

from bot.policy.matching.probe import make_probe
from bot.policy.text.view import View, fold

SAME = [
    ("Tide\u200bwatch", "tidewatch"),  # zero-width space
    ("Tide\u00adwatch", "tidewatch"),  # soft hyphen
    ("T\u2060ide\ufeffwatch", "tidewatch"),  # word joiner, byte order mark
    ("Ｔｉｄｅｗａｔｃｈ", "tidewatch"),  # full width
    ("𝓣𝓲𝓭𝓮𝔀𝓪𝓽𝓬𝓱", "tidewatch"),  # styled
    ("ᴛɪᴅᴇᴡᴀᴛᴄʜ", "tidewatch"),  # small capitals
    ("🅣🅘🅓🅔🅦🅐🅣🅒🅗", "tidewatch"),  # circled
    ("Tidеwаtch", "tidewatch"),  # two letters are Cyrillic
    ("Τidewatch", "tidewatch"),  # a Greek Tau
    ("T̶i̶d̶e̶watch", "tidewatch"),  # struck through
    ("cafe\u0301", "café"),  # a mark of its own
    ("STRASSE", "strasse"),
    ("Straße", "strasse"),
    ("İstanbul", "istanbul"),
    ("ﬁnance", "finance"),  # a ligature
    ("“it’s – fine”", '"it\'s - fine"'),
    ("a\u00a0b\u2003c", "a b c"),
    ("a\n\n \tb", "a\nb"),
    ("a \u200b b", "a b"),
    ("Москва", "москва"),
    ("мир", "мир"),  # one script: nothing is confused
    ("x²", "x²"),
    ("Tidewatch™", "tidewatch™"),
    ("\x00a\x7f", "a"),
    ("\ud800a", "\ufffda"),  # half a surrogate pair
    ("", ""),
]


@pytest.mark.parametrize(("given", "folded"), SAME, ids=[row[1] or "empty" for row in SAME])
def test_what_reads_the_same_folds_to_the_same(given: str, folded: str) -> None:
    view = View(given)
    assert view.folded == folded
    assert len(view.cased) == len(view.folded)


def test_spans_point_back_to_the_disguise() -> None:
    given = "Try 𝓣𝓲\u200b𝓭𝓮watch\u00ad, “now”"
    view = View(given)
    start = view.folded.index("tidewatch")
    begin, end = view.span(start, start + len("tidewatch"))
    assert given[begin:end] == "𝓣𝓲\u200b𝓭𝓮watch"


def test_a_span_takes_the_whole_of_what_became_several_letters() -> None:
    view = View("a ﬃ b\u0301 c")
    begin, end = view.span(3, 4)
    assert view.given[begin:end] == "ﬃ"
    begin, end = view.span(6, 7)
    assert view.given[begin:end] == "b\u0301"


def test_plain_text_is_not_copied() -> None:
    text = "Nothing to fold here."
    view = View(text)
    assert view.cased is text
    assert view.span(3, 9) == (3, 9)


def test_words_are_counted_from_any_position() -> None:
    view = View("One two, #three four")
    assert view.first_word(view.folded.index("#")) == 2
    assert view.last_word(view.folded.index(",") + 1) == 1
    assert view.word_end(1) == 3
    assert view.word_end(len(view.folded)) == len(view.folded)


def test_a_term_folds_like_a_draft() -> None:
    assert fold("  “Zero”\u00a0 DOWNTIME ") == '"zero" downtime'


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("café", "cafés café", ["café"]),
        ("naïve", "NAI\u0308VE", ["NAI\u0308VE"]),
        ("we", "we're week owe", ["we"]),
        ("हिन्दी", "हिन्दी हिन्दीभाषी", ["हिन्दी"]),
        ("東京", "私は東京都に住む", ["東京"]),
        ("ad*", "ads, adding, bad", ["ads", "adding"]),
        ("work* at home*", "working at homes", ["working at homes"]),
        ("US", "us US", ["us", "US"]),
        ("#ad", "C#ad #ads #ad", ["#ad"]),
        ("c++", "c++ c++11", ["c++", "c++"]),
        ("_a_", "x_a_y", ["_a_"]),
    ],
)
def test_whole_words_end_where_readers_see_them_end(
    phrase: str, text: str, found: list[str]
) -> None:
    view = View(text)
    spans = [view.span(*span) for span in make_probe(phrase).find(view)]
    assert [text[start:end] for start, end in spans] == found
