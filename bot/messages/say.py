"""Saying a sentence in the language of whoever reads it.

The language is ambient, as in gettext: one listener or one delivery speaks one language from
beginning to end, and the builders in between need not hand it on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.messages.catalog import Sentence, read_catalog, read_heard

DEFAULT = "en"
_GROUPED = 1_000
_FOLDER = Path(__file__).parent
_speaking: ContextVar[str] = ContextVar("language", default=DEFAULT)


def say(key: str, **values: object) -> str:
    """Return the sentence `key`, with `{name}` filled in from `values`.

    Whole numbers are written as the language writes them. A sentence with plural forms is chosen
    by the value `count`. A sentence that the language does not have is said in English. Raises
    KeyError for a key or a placeholder that nobody knows.
    """
    spoken = language()
    sentence = _catalog(spoken).get(key)
    if sentence is None:
        spoken, sentence = DEFAULT, _catalog(DEFAULT)[key]
    if not isinstance(sentence, str):
        sentence = sentence.get(_form(spoken, values["count"]), sentence["other"])
    if not values:
        return sentence
    return sentence.format_map({name: _written(value) for name, value in values.items()})


def get_ready() -> None:
    """Read all files and CLDR's part on them once: a first card should not wait for it (0.2 s)."""
    for name in languages():
        with speaking(name):
            say("counts.things", count=2)
    phrases()


def language() -> str:
    """Return the language that is spoken now, the name of its file."""
    return _speaking.get()


def number(value: int) -> str:
    """Return a whole number as the language that is spoken now writes it."""
    if 0 <= value < _GROUPED:  # written alike everywhere, and most numbers are
        return str(value)
    from babel.numbers import format_decimal  # noqa: PLC0415 -- not before it is needed

    return str(format_decimal(value, locale=_locale(language())))


def moment(when: datetime, timezone: str, pattern: str = "moment") -> str:
    """Return a moment as it is said in `timezone`, an IANA name; `pattern` is one of `dates`."""
    return _dated(when.astimezone(ZoneInfo(timezone)), pattern)


def day(when: date) -> str:
    """Return a day as the language that is spoken now says it."""
    return _dated(datetime(when.year, when.month, when.day, tzinfo=UTC), "day")


@cache
def languages() -> Mapping[str, str]:
    """Return the languages there are: what each calls itself, by the name of its file."""
    return {name: str(_catalog(name)["language.name"]) for name in sorted(_names())}


@cache
def phrases() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return what people write that is no draft: by language, and by kind (`heard.KINDS`)."""
    return {name: read_heard(_FOLDER / f"{name}.yaml") for name in sorted(_names())}


def language_of(locale: str) -> str:
    """Return the language of `locale`, such as `pt-BR`; empty where nobody has written it."""
    wanted = locale.replace("_", "-").partition("-")[0].lower()
    return wanted if wanted in _names() else ""


def tongue(code: str) -> str:
    """Return what a language such as `pt-BR` is called; its code where nobody knows it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 -- not before it is needed

    try:
        name = Locale.parse(code, sep="-").get_display_name(_locale(language()))
    except (UnknownLocaleError, ValueError):
        name = None
    return str(name or code)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Speak the language of `locale`, such as `pt-BR`, inside the block; English where unknown."""
    token = _speaking.set(language_of(locale) or DEFAULT)
    try:
        yield
    finally:
        _speaking.reset(token)


@cache
def _names() -> frozenset[str]:
    # Apart from what they say: a command that speaks one language need not read the others.
    return frozenset(file.stem for file in _FOLDER.glob("*.yaml"))


@cache
def _catalog(name: str) -> Mapping[str, Sentence]:
    return read_catalog(_FOLDER / f"{name}.yaml")


def _dated(when: datetime, pattern: str) -> str:
    from babel.dates import format_datetime  # noqa: PLC0415 -- not before it is needed

    return format_datetime(when, say(f"dates.{pattern}"), locale=_locale(language()))


def _written(value: object) -> object:
    return number(value) if isinstance(value, int) else value


def _form(name: str, count: object) -> str:
    from babel import Locale  # noqa: PLC0415 -- not before somebody counts: the terminal never does

    return Locale.parse(_locale(name)).plural_form(float(str(count)))


def _locale(name: str) -> str:
    return str(_catalog(name).get("language.locale", name))
