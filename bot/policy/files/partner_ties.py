"""How people say in their own words that their company is tied to a partner, in five languages."""

from __future__ import annotations

import re

_BETWEEN = r"[^.!?\n]{0,80}"  # in the same sentence, and not at the other end of it
_WAYS = (
    # en
    r"support(?:s|ed|ing) |(?:we|and|also|proudly) support ",
    r"sponsor(?:s|ed|ing) |(?:we|and|also|proudly) sponsor ",
    r"(?:funds|funded|funding|backs|backed|backing|helps fund|donates to|pays for) ",
    r"(?:we|and|also|proudly) (?:fund|back|donate to|pay for) ",
    r"(?:partner(?:s|ed|ing)?|teamed up|work(?:s|ed|ing)?)(?: up| together| closely)? with ",
    r"(?:sponsor|sponsors|supporter|supporters|partner|partners|funder|backer|donor) (?:of|to) ",
    r"our (?:[a-z]+ )?partners?\b|partnership|sponsorship",
    # pt
    r"(?:apoia|apoiamos|patrocina|patrocinamos|financia|financiamos|trabalhamos com)\b",
    r"parceir[oa]s?\b|parceria",
    # es
    r"(?:apoya|apoyamos|patrocinamos|colabora con|colaboramos con|alianza con|soci[oa]s?)\b",
    # fr
    r"(?:soutient|soutenons|parraine|parrainons|finance|finan[cç]ons|partenaires?|partenariat)\b",
    # de
    r"(?:unterst[uü]tz(?:t|en)|f[oö]rder(?:t|n)|sponser(?:t|n)|finanzier(?:t|en))\b",
    r"partner(?:in|firma|schaft)?\b(?: (?:von|des|der|vom)\b)?",
)
_TIES = "|".join(_WAYS)


def tied(partner: str) -> list[str]:
    """Return patterns for a company that says what ties it to a partner of this name.

    None where the name itself would pass for that, as the Support Fund's would.
    """
    if re.search(_TIES, f"{partner.casefold()} "):
        return []
    company = r"\b(?:$organization)\b"
    return [rf"{company}{_BETWEEN}(?:{_TIES})", rf"(?:{_TIES}){_BETWEEN}{company}"]
