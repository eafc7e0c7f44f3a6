"""What a pack puts into drafts in other languages stands in its folder `drafts`, a file each."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.loader import Loaded, load
from bot.verdict import Draft
from tests.policy.writing import NOON, live, write, write_folder

WORDS = """\
version: 1
texts:
  "I work at {organization}. ":
    "Trabalho na {organization}. "
"""
ENGLISH = {
    "rule_id": "praise",
    "title": "Say where you work",
    "message": "You praise {match}. Open with “{words}”.",
    "why": "Readers like to know where praise is from.",
}
RULE = "kind: phrase\nany: [Tidewatch]\nsuggest: {insert_first: 'I work at {organization}. '}"


def loaded(root: Path, words: str, name: str = "core/drafts/pt.yaml", rule: str = RULE) -> Loaded:
    folder = write_folder(root, live(rule, "Try Tidewatch", **ENGLISH))
    write(folder / "packs" / name, words)
    return load(folder)


def offered(found: Loaded, text: str, lang: str | None = None) -> tuple[str, list[str]]:
    assert found.ruleset is not None
    [finding] = found.ruleset.read(Draft(text, lang=lang), NOON).findings
    edits = [way.edit for way in finding.suggestions]
    return finding.message, [edit.replacement for edit in edits if edit]


def told(found: Loaded) -> list[str]:
    return [str(each).partition("rules/")[2] for each in found.problems]


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Try Tidewatch", None, ["I work at Brightwater. "]),
        ("Tidewatch!", None, ["I work at Brightwater. "]),  # nothing tells: as the rule says it
        ("Experimentem o Tidewatch", None, ["Trabalho na Brightwater. "]),
        ("Tidewatch!", "pt-PT", ["Trabalho na Brightwater. "]),
        ("Try Tidewatch", "pt", ["Trabalho na Brightwater. "]),  # as its author chose
        ("Probad Tidewatch, es lo mejor", None, []),
        ("Tidewatch最高です", None, []),
    ],
)
def test_a_draft_is_offered_words_in_its_own_language_or_none(
    tmp_path: Path, text: str, lang: str | None, words: list[str]
) -> None:
    found = loaded(tmp_path, WORDS)

    message, put_in = offered(found, text, lang)

    assert put_in == words
    named = words or ["I work at Brightwater. "]
    assert message == f"You praise Tidewatch. Open with “{named[0].strip(' .')}”."
    assert told(found) == []


def test_a_rule_that_is_written_in_portuguese_offers_its_own_words_there(tmp_path: Path) -> None:
    spoken = {**ENGLISH, "message": "Diga onde trabalha.", "why": "Quem lê quer saber."}
    own = RULE.replace("I work at", "Trabalho na")
    folder = write_folder(tmp_path, live(own, "Try Tidewatch", **{**spoken, "title": "Onde está"}))
    found = load(folder)

    assert offered(found, "Experimentem o Tidewatch")[1] == ["Trabalho na Brightwater. "]
    assert offered(found, "Try Tidewatch, it is great")[1] == []


@pytest.mark.parametrize(
    ("words", "name", "says"),
    [
        (
            WORDS.replace("I work at", "We work at"),
            "core/drafts/pt.yaml",
            "no rule puts in 'We work at {organization}. ' any more. One says",
        ),
        (
            WORDS.replace("na {organization}", "cá"),
            "core/drafts/pt.yaml",
            "this text says 'Trabalho cá. '. It should hold {organization}",
        ),
        ("version: 1\n", "core/drafts/pt.yaml", "a file of words for drafts needs texts"),
        (WORDS, "core/drafts/xx.yaml", "is not read: Checkpost cannot tell drafts in 'xx'."),
    ],
)
def test_what_is_wrong_with_a_file_is_told(
    tmp_path: Path, words: str, name: str, says: str
) -> None:
    found = loaded(tmp_path, words, name)

    assert says in " ".join(told(found))
    assert offered(found, "Try Tidewatch")[1] == ["I work at Brightwater. "]


def test_what_a_file_lacks_is_told_as_advice(tmp_path: Path) -> None:
    more = RULE.replace("}'}", "}'}").replace("insert_first", "insert_first")
    rule = more.replace("suggest: {", "suggest: {replace_with: [it, 'our tool'], ")

    [first, second] = told(loaded(tmp_path, WORDS, rule=rule))

    assert "'it' is not in drafts/pt.yaml, so drafts in that language are not offered it." in first
    assert "'our tool' is not in drafts/pt.yaml" in second


def test_words_that_are_named_must_be_there(tmp_path: Path) -> None:
    found = loaded(tmp_path, WORDS, rule="kind: phrase\nany: [Tidewatch]\nsuggest: {remove: true}")

    assert any("message holds {words}, and suggest has neither" in each for each in told(found))
