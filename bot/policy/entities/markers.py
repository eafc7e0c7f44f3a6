"""The stamps of internal documents: "INTERNAL ONLY", "Board deck, page 7 of 24"."""

from __future__ import annotations

import re

from bot.policy.entities.company import Company, Span
from bot.policy.entities.hints import Hints

# Every phrase below holds one of these, every stamp and every page of a deck one of the others.
_SAID = (
    *("internal use", "internal distribution", "internal eyes", "internal only", "internal-only"),
    *("company internal", "company-internal", "employee internal", "employee-internal"),
    *("staff internal", "staff-internal", "confiden", "not for ", "do not ", "eyes only", "tlp"),
    *("leadership only", "board only", "management only", "exec only", "execs only", "to nda"),
    *("executive only", "executives only", "employee only", "employees only", "privileg"),
    *(
        "under nda",
        "embargoed until",
        "decisional",
        "para uso interno",
        "uso interno",
        "uso exclusiv",
    ),
    *("usage interne", "diffusion ", "ne pas diffuser", "nur f", "nur intern"),
    *("vertraulich", "weitergabe"),
)
_STAMPED = ("confiden", "intern", "restricted", "proprietary", "vertraulich", "secret")
_PAGES = (
    *("deck", "slide", "pack", "memo", "presentation", "strategy paper", "roadmap", "town hall"),
    "townhall",
)
SIGNS = (*_SAID, *_STAMPED, *_PAGES)
_HINTS = {name: Hints(pieces) for name, pieces in (("said", _SAID), ("pages", _PAGES))}
_DIGIT = re.compile(r"\d")
# How a stamp is written: in capitals, in brackets, or behind the name of its field.
_STAMP = re.compile(r"[A-Z]{6}|[\[(]|:")

_PHRASES = re.compile(
    r"(?i)(?<!\w)(?:"
    r"(?:for )?(?:strictly )?internal (?:use|distribution|eyes)(?: only)?|internal[ -]only"
    r"|(?:company|employee|staff)[ -]internal"
    r"|(?:company|strictly|highly|commercial(?:ly)?|proprietary (?:and|&)|private (?:and|&)"
    r"|commercial in)[ -]?\s?(?:and )?confiden(?:tial|ce)"
    r"|confidential (?:and|&) proprietary|not for (?:external|public|onward"
    r"|further)? ?(?:distribution|circulation|release|publication|sharing|use outside \w+)"
    r"|do not (?:distribute|circulate|forward|share externally|share(?= ?[-–—:|\n]|$)"
    r"|copy or distribute"
    r"|share outside \w+)"
    r"|(?:eyes|leadership|board|management|exec(?:utive)?s?|employees?) only|tlp[: ](?:red"
    r"|amber(?:\+strict)?)"
    r"|attorney[- ]client privileged?|privileged (?:and|&) confidential|subject to nda|under nda"
    r"|embargoed until"
    r"|(?:draft[ ,:–—-]+)?not for release|pre[- ]?decisional"
    r"|s[oó] para uso interno|(?:para )?uso (?:exclusivamente )?interno|uso exclusivo interno"
    r"|documento confidencial|estritamente confidencial|estrictamente confidencial"
    r"|usage interne(?: uniquement)?|diffusion (?:restreinte|interne)|strictement confidentiel"
    r"|ne pas diffuser"
    r"|nur f(?:ü|ue)r (?:den )?(?:internen|dienst)\w*(?: gebrauch)?|nur intern|streng vertraulich"
    r"|nicht zur weitergabe"
    r")(?!\w)"
)
_STAMPS = re.compile(
    r"(?<!\w)(?:CONFIDENTIAL|INTERNAL|RESTRICTED|PROPRIETARY|CONFIDENCIAL|INTERNO|CONFIDENTIEL"
    r"|VERTRAULICH|INTERN|TOP SECRET)(?!\w)"
    r"|[\[(](?i:confidential|internal|restricted|internal draft|confidencial|confidentiel"
    r"|vertraulich)[\])]"
    r"|(?:^|(?<=[.!?]\s))(?i:classification|sensitivity|label|status) ?: ?(?i:internal"
    r"|confidential|restricted|secret)\b",
    re.MULTILINE,
)
_DECK = re.compile(
    r"(?i)(?<!\w)(?:(?:board|strategy|roadmap|town ?hall|all[- ]hands|pricing|sales|q[1-4]"
    r"|leadership|internal|investor|planning|offsite)"
    r" (?:deck|slides?|pack|memo|presentation)[ ,:(–—-]{1,4}(?:slides?|pages?"
    r"|p\.?) ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?"
    r"|(?:slides?|pages?|p\.) ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?,? (?:of|in|from) (?:the|our|this"
    r"|last) (?:\w+ ){0,2}(?:deck|board pack|strategy paper|roadmap|memo|town ?hall))(?!\w)"
)
_SHOUTING = 0.7  # share of capitals from which a stamp is only more shouting


def document_marker(text: str, region: str, company: Company) -> list[Span]:
    """Return every stamp of an internal document that stands in the text."""
    del region, company
    lower = text.lower()
    spans: list[Span] = []
    if _HINTS["said"].stand_in(lower):
        spans += [match.span() for match in _PHRASES.finditer(text)]
    if _DIGIT.search(text) and _HINTS["pages"].stand_in(lower):
        spans += [match.span() for match in _DECK.finditer(text)]
    if any(piece in lower for piece in _STAMPED) and _STAMP.search(text) and not _is_shouted(text):
        spans += [match.span() for match in _STAMPS.finditer(text)]
    return _merged(text, spans)


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return len(letters) > 60 and capitals > _SHOUTING * len(letters)  # noqa: PLR2004 -- a stamp with its title is shorter


def _merged(text: str, spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip(" -–—,:/|"):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
