"""The marks that stand in a draft, as spans: hashtags, mentions, links, emoji, shouting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import regex  # type: ignore[import-untyped]  # the library ships no types

from bot.policy.counting.words import is_several

Span = tuple[int, int]

LINK = regex.compile(r"(?i)\bhttps?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]")
_HASHTAG = regex.compile(r"(?<![\w&/#])[#＃](?=\w*[^\W\d_])\w+")
_MENTION = regex.compile(r"(?<![\w@/.])@\w(?:[\w.-]*\w)?(?:@\w(?:[\w-]*\w)?(?:\.[\w-]*\w)+)?")
_EMOJI = regex.compile(
    r"\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3"
    r"|\p{Extended_Pictographic}\p{EMod}?\uFE0F?"
    r"(?:\u200D\p{Extended_Pictographic}\p{EMod}?\uFE0F?)*[\U000E0020-\U000E007F]*"
)
_TEXT_SYMBOLS = frozenset("©®™‼⁉ℹ↔↕↖↗↘↙↩↪▪▫◾◽")
_WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}'’&-]+")
# Stretches long enough to shout in, and plain words in capitals.
_NO_SMALL_LETTER = re.compile("[^a-z]{5,}")
_CAPITALS = re.compile("(?<![A-Z0-9'&-])[0-9'&-]*+[A-Z][A-Z0-9'&-]*+(?![a-z])")
_HIDING = ("#", "＃", "@", "://")  # the marks of what never shouts
_JOINT = regex.compile(r"\p{Lu}|\d|_")

# Mathematical letters, small capitals and enclosed alphabets: a screen reader spells them out or
# leaves them out. Short full-width runs are how East Asian keyboards write acronyms.
_STYLES = r"\U0001D400-\U0001D7FF\u24B6-\u24E9\U0001F130-\U0001F189ᴀ-ᴢꜰꜱ"
_STYLED = regex.compile(
    rf"[{_STYLES}]{{2,}}(?:[ ]?[{_STYLES}]+)*|[\uFF21-\uFF5A]{{4,}}(?:[ \u3000]?[\uFF21-\uFF5A]+)*"
)

_ACRONYM = 5  # letters: NASA, UNESCO's shorter cousins; a longer word in capitals is shouted
_LOUD = 2  # words in capitals, below which nothing is shouted
_SHOUTED_RUN = 3  # short words in a row that are shouted together: DO IT NOW
_LONG_TAG = 19  # a # and eighteen letters: hardly any single word is as long
_LINE = 12  # characters: shorter lines repeat by nature ("Thanks!", "---")


def hashtags(text: str) -> list[Span]:
    """Return every hashtag that platforms link: a # and at least one letter."""
    return _spans(_HASHTAG, text) if "#" in text or "＃" in text else []


def mentions(text: str) -> list[Span]:
    """Return every @mention, a remote one with its server; never an e-mail address."""
    return _spans(_MENTION, text) if "@" in text else []


def links(text: str) -> list[Span]:
    """Return every http(s) link without the punctuation that closes its sentence."""
    return _spans(LINK, text) if "://" in text else []


def emoji(text: str) -> list[Span]:
    """Return every emoji as a reader sees it: a family or a flag is one."""
    if text.isascii():
        return []
    return [match.span() for match in _EMOJI.finditer(text) if _is_emoji(match.group())]


def written_emoji(text: str) -> list[str]:
    """Return the same as they are written: much sooner, where their places do not matter."""
    return [written for written in _EMOJI.findall(text) if _is_emoji(written)]


def _is_emoji(written: str) -> bool:
    return written not in _TEXT_SYMBOLS or "\ufe0f" in written


def capitals(text: str) -> list[Span]:
    """Return every shouted word: in a run of capitals that is more than acronyms side by side.

    Hashtags, mentions and links never shout, nor does a lone acronym.
    """
    if not _may_be_shouted(text):
        return []
    runs: list[list[regex.Match[str]]] = [[]]
    for word in _plain_words(text):
        if word.group().isupper():
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [word.span() for run in runs if _is_shouted(run) for word in run]


def _may_be_shouted(text: str) -> bool:
    """Whether enough words in capitals stand side by side; cheap, and sometimes wrongly true."""
    if sum(map(str.isupper, text.split())) < _LOUD:
        return False
    if not text.isascii() and any(map(_is_other_capital, set(text))):
        return True
    if any(mark in text for mark in _HIDING):
        return _is_loud(text)  # what stands between two words may not count
    return any(map(_is_loud, _NO_SMALL_LETTER.findall(text)))


def _is_other_capital(letter: str) -> bool:
    return letter > "\x7f" and letter.isalpha() and not letter.islower()


def _is_loud(stretch: str) -> bool:
    capitals = _CAPITALS.findall(stretch)
    if len(capitals) < _SHOUTED_RUN:
        return len(capitals) >= _LOUD and max(map(len, capitals)) > _ACRONYM
    return True


def _plain_words(text: str) -> Iterator[regex.Match[str]]:
    hidden = sorted((*links(text), *hashtags(text), *mentions(text)), reverse=True)
    reach = 0
    for word in _WORD.finditer(text):
        while hidden and hidden[-1][0] <= word.start():
            reach = max(reach, hidden.pop()[1])
        if word.start() >= reach:
            yield word


def _is_shouted(run: list[regex.Match[str]]) -> bool:
    letters = [sum(map(str.isalpha, word.group())) for word in run]
    long = any(count > _ACRONYM for count in letters)
    return len(run) > 1 and (long or len(run) >= _SHOUTED_RUN)


def exclamation_marks(text: str) -> list[Span]:
    """Return every exclamation mark, emoji ones included; the Spanish opening one is left out."""
    return [(at, at + 1) for at, letter in enumerate(text) if letter in "!！❗❕‼"]


def styled(text: str) -> list[Span]:
    """Return each run of letters from a decorative Unicode alphabet."""
    return [] if text.isascii() else _spans(_STYLED, text)


def hashtag_case(text: str) -> list[Span]:
    """Return each hashtag of several words that a screen reader cannot take apart.

    It has neither a capital, a digit nor an underscore after its first letter, and is made of
    common words or too long to be one word.
    """
    return [
        (start, end)
        for start, end in hashtags(text)
        if text[start:end].isascii()
        and not _JOINT.search(text, start + 2, end)
        and (end - start > _LONG_TAG or is_several(text[start + 1 : end].lower()))
    ]


def repeated_lines(text: str) -> list[Span]:
    """Return each line that stood in the text before, short ones left out."""
    seen: set[str] = set()
    spans: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        key = " ".join(line.split()).casefold()
        if len(key) >= _LINE and key in seen:
            spans.append((start, start + len(line.rstrip())))
        seen.add(key)
    return spans


def _spans(pattern: regex.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


COUNTERS: dict[str, Callable[[str], list[Span]]] = {
    "hashtags": hashtags,
    "mentions": mentions,
    "links": links,
    "emoji": emoji,
    "capitals": capitals,
    "exclamation_marks": exclamation_marks,
    "styled": styled,
    "hashtag_case": hashtag_case,
    "repeated_lines": repeated_lines,
}
