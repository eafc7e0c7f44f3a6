"""Passwords, PINs and door codes that are said in a sentence, in the languages people use."""

from __future__ import annotations

import itertools
import re

from bot.policy.entities.company import Span

_STRONG = (
    r"pass(?:word|wd|code|phrase)|pass(?=\s?[:=])|pwd|pw|(?:wi-?fi|wlan|wifi|admin|root"
    r"|guest)[ -]pass"
    r"|palavra[- ]passe|senha|contrase(?:ñ|n|n\u0303)a|mot de passe|mdp|passwort|kennwort"
)
_CODE = (
    r"pin(?:[ -]?(?:code|number))?"
    r"|(?:door|gate|alarm|entry|access|safe|lock|keypad|building|office|security|garage)[ -]?code"
    r"|code (?:for|to|of|on) (?:the |our |my )?(?:[a-z]+ ){0,2}(?:door|gate|alarm|office|building"
    r"|safe"
    r"|garage|lock|room|lift|elevator|locker|keypad)"
    r"|c[oó]digo d[aeo]l? (?:porta|alarme|puerta|alarma|acesso|acceso|edif[ií]cio)"
    r"|code (?:d['’]acc[eè]s|de la porte|d['’]entr[eé]e|de l['’]alarme)"
    r"|(?:t[uü]r|zugangs|alarm)code"
)
_WEAK = (
    r"(?:api|access|secret|signing|encryption|license|private|master|admin|deploy)[ _-]?(?:key"
    r"|token|secret)"
    r"|(?:auth|bearer|bot|session|client|refresh)[ _-]?(?:token|secret)|token|secret|login"
    r"|credentials?"
    r"|clave|chave|schl[uü]ssel|cl[eé]"
)
_WHOSE = r"(?:\s(?:for|to|of|on|in|at|de|da|do|del|du|für|fürs|pour|para|no|na)\s[^\n.:=]{1,40}?)?"
_IS = (
    r"(?:\s(?:(?:(?:has been|was|is) )?(?:changed|set|reset) to|is|was|are|will be"
    r"|es|é|est|ist|lautet|ficou|será|sera)(?:\s(?:now|still|just|simply|always|currently|agora"
    r"|ainda|ahora"
    r"|todav[ií]a|jetzt|noch|maintenant|toujours))?(?:\s?:)?|\s?(?:[:=]|->|→|=>))"
)
_VALUE = r"\s{0,3}(?P<quote>[\"'“”‘’«»`*<]?)(?P<value>[^\s\"“”’«»`]{3,80})"
_SAID = re.compile(
    rf"(?i)(?<![\w-])(?:(?P<strong>{_STRONG})|(?P<code>{_CODE})"
    rf"|(?P<weak>{_WEAK})){_WHOSE}(?P<is>{_IS}){_VALUE}"
)
_BARE = re.compile(
    rf"(?i)(?<![\w-])(?:{_STRONG}|api key"
    rf"|access key|log ?-?in:?\s[\w.@-]{{2,30}}\s?[/|])\s[\"'“‘`]?"
    rf"(?P<value>(?=\S*\d)(?=\S*[a-z])[^\s\"”’`]{{6,80}})"
)
_NUMBER = re.compile(
    rf"(?i)(?<![\w-])(?:{_CODE})\s(?P<value>[#*]?\d{{4,8}}[#*]?)(?![\w.,:/-]\d|\w)"
)
_PLACEHOLDER = re.compile(
    r"(?i)^(?:[<\[{$%].*|x{3,}.*|\*{3,}|•+|\.{2,}|…+|_{3,}|#{3,}|your[-_ ]?.*|my[-_]?pass\w*"
    r"|password\d{0,3}|passwort"
    r"|passw0rd|p@ssw0rd!?|changeme\d*!?|change[-_]me|example\w*|secret|placeholder|redacted"
    r"|hidden|removed|foobar|foo"
    r"|token|none|null|n/a|tba|tbd|todo|test|dummy|sample|insert\w*|enter\w*|os\.environ\S*"
    r"|process\.env\S*|env\S*\(.*"
    r"|getenv\S*|vault:.*|(?:correct)?horse\w*|required|optional|incorrect|wrong|invalid|expired?"
    r"|reset|protected"
    r"|https?:.*|www\..*)$"
)
_NOT_ALONE = re.compile(
    r"\d{1,4}[-/.:]\d{1,2}(?:[-/.:]\d{1,4})?|[\d.,]+%?|\d+(?:st|nd|rd|th)|[\d,.]+[kmb]?"
)
_TALK = re.compile(
    r"(?i)\b(?:most (?:common|popular|used)|worst|never use|don['’]t use|do not use|stop using"
    r"|weak(?:est)?|avoid|instead of"
    r"|such as|things like|pwned|breach(?:ed)? lists?|mais (?:comum|usada)|m[aá]s (?:com[uú]n"
    r"|usada)|la plus utilis[eé]e|h[aä]ufigste)\b"
)
_TRAIL = ".,;:?)]}>'\"*"
_SHORTEST_WEAK = 8


def spoken(text: str) -> list[Span]:
    """Return where a password, PIN or key is said, the value alone."""
    return [
        _value_span(match)
        for match in (*_SAID.finditer(text), *_BARE.finditer(text), *_NUMBER.finditer(text))
        if _is_secret(match) and not _TALK.search(_sentence(text, match))
    ]


def _sentence(text: str, match: re.Match[str]) -> str:
    before = max(text.rfind(mark, 0, match.start()) for mark in ".!?\n")
    return text[max(before + 1, match.start() - 200) : match.end() + 40]


def _value_span(match: re.Match[str]) -> Span:
    start = match.start("value")
    return start, start + len(match["value"].rstrip(_TRAIL))


def _is_secret(match: re.Match[str]) -> bool:
    kinds = match.groupdict()
    value = match["value"].rstrip(_TRAIL)
    if not value or _PLACEHOLDER.match(value) or value[0] in "@#":
        return False
    if kinds.get("code"):
        return bool(re.fullmatch(r"[#*]?(?=\D*\d)[\dA-Za-z#*-]{4,12}", value)) and not _year(value)
    if kinds.get("weak"):
        return len(value) >= _SHORTEST_WEAK and _is_mixed(value)
    if "strong" not in kinds:
        return _is_mixed(value) or value.strip("#*").isdigit()
    quoted = bool(kinds["quote"]) and kinds["quote"] not in "*<"
    return _is_password(value, quoted=quoted, assigned=not kinds["is"].strip()[:1].isalpha())


def _is_password(value: str, *, quoted: bool, assigned: bool) -> bool:
    """An ordinary lower-case word counts only where it is quoted or stands after a colon."""
    if len(value) < 4:  # noqa: PLR2004 -- nobody's password is "is" or "not"
        return False
    if _NOT_ALONE.fullmatch(value):
        return value.isdigit() and (quoted or assigned or len(value) > 4) and not _year(value)  # noqa: PLR2004 -- 12345 and longer
    if _is_mixed(value):
        return True
    return (quoted or assigned) and value.isalnum() and value.lower() not in _WORDS


def _is_mixed(value: str) -> bool:
    """Letters with digits or signs inside, or a capital in the middle: no word looks like that."""
    letters = any(map(str.isalpha, value))
    digits = any(map(str.isdigit, value))
    signs = any(letter in "!@#$%^&*_+=~|\\" for letter in value)
    inner = any(a.islower() and b.isupper() for a, b in itertools.pairwise(value))
    return letters and (digits or signs or inner) and not _NOT_ALONE.fullmatch(value)


def _year(value: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", value))


_WORDS = frozenset(
    """always attached available below better change changed coming compromised dead default each
    easy every forgot forgotten from gone good hard have here hygiene into just keep long longer
    made make managers more much need needed never obrigatória only over passkeys pick please
    policies policy rotate rules same secure send sent share shared short simple some stored strong
    that their them then they this three tips twelve unique unknown use weak what when where with
    without words write your""".split()  # noqa: SIM905 -- a paragraph of words reads better than a list
)
