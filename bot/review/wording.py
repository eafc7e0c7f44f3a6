"""Which of a model's own words an author may read: plain, short, and about the text."""

from __future__ import annotations

import re

from bot.review.faithful import keeps_order
from bot.review.hygiene import brings_oddities
from bot.review.redact import holds_placeholder
from bot.review.rewrite import adds_nothing

_MOST_IN_EXPLANATION = 240
_MOST_IN_SUGGESTION = 600

_READERS = re.compile(
    r"\b(?:readers?|people|customers|audiences?|strangers?|outsiders?|newcomers?)\b", re.IGNORECASE
)
"""What every explanation speaks of. One in another language gives way to our own sentence too."""

_THE_AUTHOR = re.compile(
    r"\b(?:you|you['’]\w+|your|yours|yourself|yourselves|ur|he|she|him|his|her|hers|himself|herself|"
    r"authors?|writers?|posters?|speakers?|employee|colleague|who(?:ever)? (?:\w+ )?(?:wrote|"
    r"posted|typed)|wrote|written (?:by|in|out|with|from)|person behind|"
    r"você|vocês|voce|teus?|tuas?|seus?|suas?|tú|usted(?:es)?|ustedes|vous|votre|vos|"
    r"du|dich|dir|dein\w*|ihr\w*|euch|euer|eure\w*)\b",
    re.IGNORECASE,
)
_FEELING = re.compile(
    r"\b(?:afraid|aggriev\w+|amus\w+|ang(?:er|ry|rily)\w*|anguish\w*|annoy\w*|anxi\w+|ashamed|"
    r"bitter\w*|bored\w*|contempt\w*|cross|delight\w*|depress\w*|despair\w*|desperat\w+|"
    r"despis\w+|detest\w*|disappoint\w*|disgust\w*|dislik\w+|embarrass\w*|emotion\w*|enrag\w+|"
    r"env(?:y|ious)\w*|exasperat\w*|excite\w*|fear\w*|frustrat\w*|fum(?:e|es|ing)|furious\w*|fury|"
    r"glee\w*|grie(?:f|v)\w*|grudg\w*|grump\w*|happ(?:y|ily|iness)|hat(?:e|es|ed|ing|red|eful)|"
    r"heartbroken|hurt\w*|indign\w+|infuriat\w*|insecur\w+|irate|irritat\w*|jealous\w*|joy\w*|"
    r"livid|loath\w*|lonel\w+|mad|malic\w+|miser\w+|mood\w*|nervous\w*|offended|outrage\w*|panic\w*|"
    r"peev\w*|pissed|pity|rage|raging|rancou?r\w*|regret\w*|resent\w*|sad\w*|scorn\w*|seeth\w*|"
    r"shame\w*|sour(?:ly|ness)?|spite\w*|stress\w*|sulk\w*|temper|tired|unhapp\w+|upset\w*|vengeful|"
    r"vindictive|worr(?:y|ied)|wound(?:ed|s)?|wrath\w*|"
    r"zang\w+|raiva|furios\w+|amarg\w+|trist\w*|ódio|odio|enfad\w+|enoj\w+|rabia|ira|"
    r"colère|fâch\w+|furieu\w+|haine|amer|amère|wut\w*|wütend\w*|zorn\w*|verbittert\w*|hass\w*|"
    r"ärger\w*|traurig\w*|neid\w*)\b"
    r"|(?<!readers may )(?<!readers might )(?<!readers could )(?<!people may )(?<!people might )"
    r"\bfe(?:els?|elings?|lt)\b",
    re.IGNORECASE,
)


def explanation(offered: str, draft_text: str) -> str | None:
    """Return the model's explanation as one line, or None when it must not be shown.

    It speaks of readers, never of the author or of anybody's feelings, and it brings no number,
    name, link, mention, hashtag or markup that does not stand in the draft.
    """
    line = " ".join(offered.split())
    if not line or len(line) > _MOST_IN_EXPLANATION or not _is_plain(line, draft_text):
        return None
    readers = _READERS.findall(line)
    if not readers or _THE_AUTHOR.search(line) or _FEELING.search(line):
        return None
    return line if adds_nothing(line, "\n".join([draft_text, *readers])) else None


def suggestion(offered: str | None, quote: str, draft_text: str) -> str | None:
    """Return words that may replace `quote`, or None when there are none to be shown."""
    words = (offered or "").strip()
    if not words or len(words) > _MOST_IN_SUGGESTION or words == quote.strip():
        return None
    if not (_is_plain(words, draft_text) and adds_nothing(words, draft_text)):
        return None
    return words if keeps_order(words, quote) else None


def _is_plain(text: str, draft_text: str) -> bool:
    return not (brings_oddities(text, draft_text) or holds_placeholder(text))
