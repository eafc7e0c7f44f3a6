"""What somebody may ask for under a draft that was read: why, for another platform, otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.verdict import Platform

_NAMES = {
    "x": Platform.X,
    "twitter": Platform.X,
    "linkedin": Platform.LINKEDIN,
    "bluesky": Platform.BLUESKY,
    "mastodon": Platform.MASTODON,
    "threads": Platform.THREADS,
    "instagram": Platform.INSTAGRAM,
    "insta": Platform.INSTAGRAM,
    "facebook": Platform.FACEBOOK,
    "slack": Platform.SLACK,
}
_PLATFORM = re.compile(
    rf"(?:(?:and|now|what about|how about|check (?:it|this)|read (?:it|this)|try (?:it|this)|e|"
    rf"agora|e se for) )?(?:(?:for|on|as an?|as|to|para|no|na|em) )?(?:o |a |the )?"
    rf"({'|'.join(_NAMES)})(?: post)?"
    rf"(?: (?:instead|now|please|too|then|em vez disso|antes|agora|por favor|também))*[\s?.!]*",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"(?:but |and |mas |e )?(?:why|how come|porqu[eê]|por que|what(?: i|')s (?:wrong|the problem)|"
    r"what is the matter|qual é o problema|o que (?:está|tem de) (?:errado|mal))\b.*",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:short(?:er|en)?|longer|simpl(?:er|ify)|clear(?:er)|friendl(?:y|ier)|warm(?:er)?|"
    r"formal|formally|casual|casually|calm(?:er)?|softer|milder|stronger|punchier|livelier|"
    r"less \w+|more \w+|rewrite|rephrase|reword|translate|another (?:version|way|one)|"
    r"in (?:english|portuguese|spanish|french|german|italian|dutch)|explain|how does (?:it|this)|"
    r"how would|would (?:it|this|people|readers)|is (?:it|this)|does (?:it|this)|can you|could you|"
    r"make (?:it|this)|without|mais \w+|menos \w+|curto|reescrev\w+|reformul\w+|traduz\w*|"
    r"outra versão|em (?:inglês|português|espanhol|francês|alemão|italiano)|explica\w*|"
    r"como (?:é que )?(?:soa|se lê|fica)|pod(?:es|e)|sem)\b",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"\b(?:translat\w+|traduz\w*|(?:in|into|to|em|para) (?:english|portuguese|spanish|french|"
    r"german|italian|dutch|inglês|português|espanhol|francês|alemão|italiano))\b",
    re.IGNORECASE,
)
_MOST_WORDS = 14
"""More than a wish takes; whatever is longer is the next draft."""


class Ask(StrEnum):
    """What kind of thing is asked for."""

    WHY = "why"
    PLATFORM = "platform"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, in the words it was; `platform` where it is about another one.

    `translated` says that it is about another language.
    """

    ask: Ask
    text: str
    platform: Platform = Platform.OTHER
    translated: bool = False


def wish_in(text: str) -> Wish | None:
    """Return what `text` asks for under a draft, None where it reads like a draft itself."""
    said = " ".join(text.split())
    if len(said.split()) > _MOST_WORDS:
        return None
    named = _PLATFORM.fullmatch(said)
    if named:
        return Wish(Ask.PLATFORM, said, _NAMES[named[1].lower()])
    if _WHY.fullmatch(said):
        return Wish(Ask.WHY, said)
    translated = _LANGUAGE.search(said) is not None
    if translated or _OTHERWISE.search(said):
        return Wish(Ask.OTHERWISE, said, translated=translated)
    return None
