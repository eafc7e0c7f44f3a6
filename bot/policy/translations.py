"""What rules say, and put into drafts, in other languages, by what each of it stands for."""

from __future__ import annotations

from collections.abc import Mapping

_NONE: Mapping[str, Mapping[str, str]] = {}


class Translations:
    """Sentences by language and by what a rule says itself.

    A translation belongs to a sentence and not to a rule: once a rule says something else, it is
    its new sentence that is read, until somebody has translated that.
    """

    def __init__(self, sentences: Mapping[str, Mapping[str, str]] = _NONE) -> None:
        """`sentences` are told apart by their words alone, however their lines are broken."""
        self._sentences = {
            language: {plain(own): said for own, said in each.items()}
            for language, each in sentences.items()
        }

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that something is said in."""
        return tuple(self._sentences)

    def holds(self, language: str, own: str) -> bool:
        """Whether somebody has written this sentence in a language."""
        return plain(own) in self._sentences.get(language, {})

    def all_of(self, own: str) -> tuple[str, ...]:
        """Return this sentence in every language that somebody has written it in."""
        return tuple(self.told(name, own) for name in self._sentences if self.holds(name, own))

    def told(self, language: str, own: str) -> str:
        """Return a rule's sentence in a language, or as the rule says it."""
        return self._sentences.get(language, {}).get(plain(own), own)


def plain(text: str) -> str:
    """Return a text with one space for every gap."""
    return " ".join(text.split())
