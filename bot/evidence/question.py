"""What a question asks: its telling words, and whether it asks for leave at all."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

_WORD = re.compile(r"[\w%]+(?:[.'’-][\w%]+)*")
_LONGEST = 200  # characters; a post that ends in a question has mostly said something before
STOP_WORDS = frozenset(
    """
    a about after all also am an and another any anybody anyone anything are as at be because
    been before being but by can could did do does doing for from get go going got had has
    have he her here him his how i if in into is it its just kind like may me might mind more
    most much must my need now of off ok okay on one or our ours out over people please
    problem put right rule rules she should so some somebody something than that the their
    them then there these they thing this those to too under up us use very was we were what
    when where which who whom why will with would you your yours allowed fine good possible
    policy company allow keep make want know forbid forbidden trouble wise enough matter needs
    needed reason really ever never today tomorrow yesterday week month year later soon
    firm employer second share sharing thing publicly happen happened happens let lets
    bluesky facebook instagram linkedin mastodon slack social threads tiktok twitter x youtube
    ao aos com como da das de dele dela deve devo dos e em essa esse esta este eu foi ha isso
    ja lhe mais mas meu meus minha minhas muito na nas nao no nos nossa nossas nosso nossos
    num o onde online os ou para pela pelo por porque posso pode podem podemos qual quando
    quantas quantos que quem se sem ser seu seus sobre sua suas tem tenho ter um uma ainda
    agora faco redes sociais usar
    """.split()  # noqa: SIM905 -- as a list it would fill a page
)
"""Words that tell nothing, in English and Portuguese, places to post among them."""

_ASKS_LEAVE = re.compile(
    r"\b(?:(?<!how )(?:may|can|could|should|must|would|will|shall|am|are) (?:i|we)"
    r"|is it|what (?:do|should|can) (?:i|we) do|what if)\b"
    r"|(?:^|, )do (?:i|we) (?!have\b|get\b)"
    r"|^(?:may|can|could|should|must|is|are|does) (?!you\b|there\b|the (?!company|policy|law))\w"
    r"|\b(?:allowed|permitted|forbidden|okay|what now|needs?|enough|fine|matter|problem|rules)\b"
    r"|\b(?:posso|podemos|devo|devemos|tenho de|temos de|e agora)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"ask (?!(?:me|us|him|her|them|any\w*|your\w*)\b)", re.IGNORECASE)
"""What whoever forgot a question mark begins with. “Ask me anything” is a post."""
_SPEAKS_OF_POSTING = re.compile(
    r"(?<!the )\b(?:post|posts|posting|hashtags?|tweets?|quote)\b", re.IGNORECASE
)
_ASKS_FACTS = re.compile(
    r"(?:how (?:many|much)|who (?:is|are|was)|which|where (?:is|are)|what did)\b"
    r"|when (?:is|are|will)\b"
    r"|quant[oa]s?\b|quem (?:e|é|foi)\b|onde (?:e|é|est)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:post(?:s|ed|ing)?|tweet(?:s|ed|ing)?|shar(?:e|ed|ing)|writ(?:e|ing)|wrote|say(?:ing)?|tell"
    r"|publish|publicly|upload|announce|mention|name|tag(?:ged)?|comments?|reply|answer|respond"
    r"|followers?|profile|online|videos?|pictures?|photos?|selfie|hashtags?|linkedin|instagram"
    r"|facebook|youtube|tiktok|twitter|mastodon|bluesky|threads|reddit|on x"
    r"|publicar|partilhar|dizer|escrever|contar|responder|nomear|mencionar)\b",
    re.IGNORECASE,
)
_LEAST_TO_TELL, LEAST_FOR_LEAVE, _LEAST_OF_POSTS, _LEAST, _LEAST_OF_FACTS = 1.0, 2.0, 3.5, 5.0, 16.0
"""How well a clause must fit: the sum of its bm25, times the share of the question it covers.

Who asks for leave (may I, do I have to) asks a policy, to say something (post, name, a picture)
more than to bring a dog; anybody else may ask about anything, and a word in common says little,
least of all where a number, a place or a name is asked for. Measured on
tests/rules/policy_questions.jsonl.
"""


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in small letters and without accents."""
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return _WORD.findall(plain.replace("’", "'"))


def asks_leave(question: str) -> bool:
    """Whether somebody asks what they may or must do."""
    return _ASKS_LEAVE.search(question) is not None


def least_fit(question: str) -> float:
    """Return how well a clause must fit to answer a question."""
    if asks_leave(question):
        return _LEAST_TO_TELL if _TELLS.search(question) else LEAST_FOR_LEAVE
    if _SPEAKS_OF_POSTING.search(question):
        return _LEAST_OF_POSTS
    return _LEAST_OF_FACTS if _ASKS_FACTS.match(question.strip()) else _LEAST


def is_question(text: str) -> bool:
    """Whether a text reads like a question to the policy and not like a post."""
    line = text.strip()
    if not line or len(line) > _LONGEST or "\n" in line:
        return False
    return _ASKS.match(line) is not None or (line.endswith("?") and asks_leave(line))
