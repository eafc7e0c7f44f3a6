"""The prompt files: front matter, strict placeholders, a content hash, and the last good kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

import structlog
import yaml

from bot.limits import TEXT_BYTES, read_file

_FENCE = "---\n"
_FIELDS = {"id", "version", "changelog"}

PLACEHOLDERS = {
    "review": frozenset(
        {
            "organization",
            "products",
            "competitors",
            "voice",
            "categories",
            "platform",
            "purpose",
            "language",
            "opening",
            "closing",
            "schema",
        }
    ),
    "followup": frozenset(
        {
            "organization",
            "voice",
            "platform",
            "purpose",
            "opening",
            "closing",
            "wish_opening",
            "wish_closing",
            "schema",
        }
    ),
    "verify": frozenset({"opening", "closing", "schema"}),
}
"""What each prompt of a review must hold, each at least once, and nothing else."""

BESIDES = {
    "ask": frozenset({"organization", "opening", "closing", "schema"}),
    "picture": frozenset({"organization", "language", "schema"}),
    "reply": frozenset({*PLACEHOLDERS["review"], "comment_opening", "comment_closing"}),
}
"""The same for prompts that no review needs: without them reviews go on."""

log = structlog.get_logger(__name__)


class PromptProblem(Exception):
    """A prompt file cannot be used. The message names file, problem and remedy."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt as read from its file. `hash` is `sha256:…` of the whole file."""

    name: str
    version: str
    body: str
    hash: str

    def fill(self, values: Mapping[str, str]) -> str:
        """Put `values` in; raises KeyError when a placeholder has no value."""
        return Template(self.body).substitute(values)


def read_prompt(folder: Path, name: str) -> Prompt:
    """Read `<folder>/<name>.md`; raises PromptProblem when it cannot be used."""
    file = folder / f"{name}.md"
    try:
        text = (
            read_file(file, TEXT_BYTES).decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        )
    except (OSError, UnicodeDecodeError) as error:
        raise PromptProblem(
            f"{file} cannot be read ({type(error).__name__}). CHECKPOST_PROMPTS should name a "
            "folder with the prompts; without it the ones that ship with Checkpost are used."
        ) from None
    opening, _, rest = text.partition(_FENCE)
    front, closed, body = rest.partition("\n" + _FENCE)
    if opening or not closed:
        raise PromptProblem(f"{file}:1 should begin with id, version and changelog between --- .")
    fields = _front_matter(file, front)
    if fields["id"] != name:
        raise PromptProblem(f"{file}:2 says id {fields['id']!r}; it should be {name}.")
    _check_placeholders(file, body, (PLACEHOLDERS | BESIDES)[name])
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Prompt(name, fields["version"], body.strip() + "\n", f"sha256:{digest}")


class Prompts:
    """The prompts of a folder, read again when a file changes, the last good one kept."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet."""
        self._folder = folder
        self._good: dict[str, Prompt] = {}
        self._seen: dict[str, tuple[int, int]] = {}

    def get(self, name: str) -> Prompt:
        """Return the prompt as it stands now, or the last good one while its file is broken.

        Raises PromptProblem when it has never been good.
        """
        stamp = self._stamp(name)
        if name in self._good and self._seen.get(name) == stamp:
            return self._good[name]
        self._seen[name] = stamp
        try:
            self._good[name] = read_prompt(self._folder, name)
        except PromptProblem as problem:
            if name not in self._good:
                raise
            log.warning("prompt_kept", prompt=name, problem=str(problem))
        return self._good[name]

    def read_all(self) -> None:
        """Read every prompt; raises PromptProblem for the first that has never been good."""
        for name in PLACEHOLDERS:
            self.get(name)

    def hash(self) -> str:
        """Return one `sha256:…` for all prompts as they are used now, to be stored with a check."""
        hashes = []
        for name in sorted(PLACEHOLDERS):
            try:
                hashes.append(self.get(name).hash)
            except PromptProblem:
                hashes.append("")
        return f"sha256:{hashlib.sha256(' '.join(hashes).encode()).hexdigest()}"

    def _stamp(self, name: str) -> tuple[int, int]:
        try:
            stat = (self._folder / f"{name}.md").stat()
        except OSError:
            return (0, 0)
        return (stat.st_mtime_ns, stat.st_size)


def _front_matter(file: Path, front: str) -> dict[str, str]:
    try:
        fields = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 -- BaseLoader makes strings only
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 2
        raise PromptProblem(f"{file}:{line} is no YAML.") from None
    if not isinstance(fields, dict) or set(fields) != _FIELDS:
        raise PromptProblem(f"{file}:1 should hold exactly: {', '.join(sorted(_FIELDS))}.")
    return {key: str(value) for key, value in fields.items()}


def _check_placeholders(file: Path, body: str, known: frozenset[str]) -> None:
    template = Template(body)
    if not template.is_valid():
        raise PromptProblem(f"{file} has a $ that starts no placeholder. Write $$ for a dollar.")
    found = frozenset(template.get_identifiers())
    if unknown := sorted(found - known):
        legal = ", ".join(f"${name}" for name in sorted(known))
        raise PromptProblem(f"{file} has ${unknown[0]}, which means nothing here. Use {legal}.")
    if missing := sorted(known - found):
        raise PromptProblem(f"{file} misses ${missing[0]}. Put it back where the model needs it.")
