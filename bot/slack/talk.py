"""Telling words and talk from drafts: sub-commands, greetings, thanks. In doubt it is a draft."""

from __future__ import annotations

import re
from enum import StrEnum

_ALONE = {"help", "rules", "privacy", "ideas", "suspicious", "reply"}
_CALLED = r"(?:[ ,]+(?:there|again|checkpost|bot|you|all|everyone))?"
_END = r"[\s!.,?…👋🙂😀🙏❤️👍]*"
_GREETING = re.compile(
    rf"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|test|testing|"
    rf"olá|ola|oi|bom dia|boa tarde|boa noite|viva|teste){_CALLED}{_END}",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    rf"(?:(?:hi|hello|hey|olá|oi)[ ,!.]+)?(?:what (?:can|do|does) (?:you|it|this|checkpost) do"
    rf"(?: for me)?|what(?: i|')s this|what is checkpost|who are you|what are you|"
    rf"how (?:do|does) (?:you|this|it|checkpost) work|how (?:do|can) i use (?:you|this|it)|"
    rf"(?:can|could) you help(?: me)?|help me|what should i (?:do|type|write)(?: here)?|"
    rf"o que (?:é que )?(?:podes|pode|sabes|sabe|consegues|consegue) fazer|"
    rf"o que (?:é que )?(?:fazes|faz)|o que é isto|quem és(?: tu)?|quem é|"
    rf"como (?:é que )?(?:funcionas|funciona|te uso)(?: isto)?|"
    rf"(?:podes|pode) ajudar(?:-me)?|ajuda(?:-me)?){_END}",
    re.IGNORECASE,
)
_THANKS = re.compile(
    rf"(?:many )?(?:thanks|thank you|thx|ok|okay|great|perfect|cool|got it|"
    rf"(?:muito )?obrigad[oa]|perfeito|certo|boa)"
    rf"(?:[ ,]+(?:a lot|so much|very much|great|perfect|thanks|obrigad[oa]))?{_CALLED}{_END}",
    re.IGNORECASE,
)


class Talk(StrEnum):
    """What a message is that is no draft."""

    ABOUT = "about"
    THANKS = "thanks"


def talk_in(text: str) -> Talk | None:
    """Return what `text` is when it is nothing to post, None for a draft."""
    said = " ".join(text.split())
    if _GREETING.fullmatch(said) or _ABOUT_US.fullmatch(said):
        return Talk.ABOUT
    return Talk.THANKS if _THANKS.fullmatch(said) else None


def subcommand(text: str) -> str | None:
    """Return the sub-command that `text` is, None for a draft. In doubt it is a draft."""
    word = text.strip()
    if word.lower() in _ALONE:
        return word.lower()
    return "ask" if word.startswith("ask ") and word.endswith("?") else None
