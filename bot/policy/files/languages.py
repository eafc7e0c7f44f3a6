"""The shape of a language's code, with the codes of two letters that there are."""

from __future__ import annotations

from bot.policy.files.desk import Desk
from bot.policy.files.shape import Text

# ISO 639-1; of three letters there are thousands.
_TWO_LETTERS = (
    " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
    "te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)


def _known(text: str, desk: Desk) -> str | None:
    del desk
    code = text.partition("-")[0].lower()
    known = len(code) > len("en") or f" {code} " in _TWO_LETTERS
    return None if known else "No language has that code. Use one like en or pt-BR."


LANGUAGE = Text(
    _known,
    pattern=r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*",
    hint="Use a code like en or pt-BR.",
)
