"""What rules say in other languages: read beside them, owned by a sentence, checked strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.messages import speaking
from bot.policy.handbook import load_with_policy
from bot.policy.loader import Loaded, load
from bot.verdict import Finding
from tests.policy.writing import NOON, live, pack_file, read, rule, write, write_folder

PROMISE = live(
    "kind: phrase\nany: [guarantee*]\nsuggest: {replace_with: we hope}",
    "guaranteed returns",
    rule_id="promises",
    title="Promise nothing",
    message='"“{match}” is a promise. Ask {owner}."',
    why="Readers take us at our word.",
)
TEXTS = """\
version: 1
texts:
  "Promise nothing": "Não prometa nada"
  "“{match}” is a promise. Ask {owner}.": "“{match}” é uma promessa. Pergunte em {owner}."
  "Readers take us at our word.": "Os leitores levam-nos à letra."
"""
MISSING = " is not in languages/pt.yaml, so it is read as it stands here."
PLACE = "rules/packs/core/languages/pt.yaml"


def loaded(tmp_path: Path, texts: str = TEXTS, name: str = "core/languages/pt.yaml") -> Loaded:
    folder = write_folder(tmp_path, PROMISE)
    write(folder / "packs" / name, texts)
    return load(folder, languages=True)


def with_team(tmp_path: Path, change: str, texts: str = "") -> Loaded:
    """Load the rule with a later pack that changes it, and says so in Portuguese or does not."""
    folder = write_folder(tmp_path, PROMISE)
    write(folder / "packs.yaml", "version: 1\npacks: [core, team]\n")
    head = 'pack: {name: team, owner: "#team"}\n'
    write(folder / "packs" / "team" / "rules.yaml", pack_file(change, pack=head))
    write(folder / "packs" / "core" / "languages" / "pt.yaml", TEXTS)
    if texts:
        write(folder / "packs" / "team" / "languages" / "pt.yaml", texts)
    return load(folder, languages=True)


def said(found: Loaded, language: str = "pt-PT") -> Finding:
    assert found.ruleset is not None
    with speaking(language):
        [finding] = read(found.ruleset, "guaranteed").findings
    return finding


def told(found: Loaded) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_a_finding_speaks_the_language_that_is_spoken(tmp_path: Path) -> None:
    found = loaded(tmp_path)

    portuguese, english = said(found), said(found, "en-US")

    assert told(found) == []
    assert portuguese.clause == "Não prometa nada"
    assert portuguese.message == "“guaranteed” é uma promessa. Pergunte em #comms-policy."
    assert portuguese.why == "Os leitores levam-nos à letra."
    assert english.clause == "Promise nothing"
    assert english.message == "“guaranteed” is a promise. Ask #comms-policy."


def test_what_goes_into_the_draft_follows_the_draft(tmp_path: Path) -> None:
    [way] = said(loaded(tmp_path)).suggestions
    assert way.edit is not None
    assert way.edit.replacement == "we hope"
    assert way.text == "Escreva “we hope”"


def test_a_sentence_nobody_has_written_is_read_as_the_rule_says_it(tmp_path: Path) -> None:
    found = loaded(tmp_path, 'version: 1\ntexts: {"Promise nothing": "Não prometa nada"}\n')

    finding = said(found)

    assert finding.clause == "Não prometa nada"
    assert finding.message == "“guaranteed” is a promise. Ask #comms-policy."
    assert [line.removesuffix(MISSING) for line in told(found)] == [
        "rules/packs/core/rules.yaml:9:14 '“{match}” is a promise. Ask {owner}.'",
        "rules/packs/core/rules.yaml:10:10 'Readers take us at our word.'",
    ]
    assert found.errors == ()


def test_line_breaks_do_not_tell_sentences_apart(tmp_path: Path) -> None:
    folded = TEXTS.replace(
        '  "Readers take us at our word.": "Os', '  ? "Readers take us\n    at our word."\n  : "Os'
    )
    found = loaded(tmp_path, folded)
    assert told(found) == []
    assert said(found).why == "Os leitores levam-nos à letra."


def test_a_later_pack_that_says_something_else_is_not_contradicted(tmp_path: Path) -> None:
    found = with_team(tmp_path, 'extends: core/promises\nmessage: "Say what you have seen."')

    finding = said(found)

    assert finding.message == "Say what you have seen."
    assert finding.clause == "Não prometa nada"
    [advice] = told(found)
    assert advice == f"rules/packs/team/rules.yaml:5:14 'Say what you have seen.'{MISSING}"


def test_a_later_pack_brings_its_own_words(tmp_path: Path) -> None:
    texts = (
        'version: 1\ntexts:\n  "Say what you have seen.": "Conte o que viu."\n'
        '  "Promise nothing": "Promessas, nenhumas"\n'
    )
    found = with_team(tmp_path, 'extends: core/promises\nmessage: "Say what you have seen."', texts)

    assert told(found) == []
    assert said(found).message == "Conte o que viu."
    assert said(found).clause == "Promessas, nenhumas"


def test_a_pack_that_is_not_loaded_takes_its_words_with_it(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, PROMISE)
    write(folder / "packs.yaml", "version: 1\npacks: [core]\n")
    write(folder / "packs" / "team" / "languages" / "pt.yaml", TEXTS)
    found = load(folder, languages=True)

    assert said(found).clause == "Promise nothing"
    assert not any("languages" in line for line in told(found))


def test_a_sentence_that_no_rule_says_any_more_is_pointed_at_with_what_it_became(
    tmp_path: Path,
) -> None:
    found = loaded(
        tmp_path,
        TEXTS.replace('"Promise nothing":', '"Promise nothing at all":')
        + '  "Something quite different": "Outra coisa"\n',
    )

    became = "no rule says 'Promise nothing at all' any more. One says 'Promise nothing'"
    assert found.errors == ()
    assert told(found) == [
        f"{PLACE}:3:3 {became}: translate that.",
        f"{PLACE}:6:3 no rule says 'Something quite different' any more. Take it out.",
    ]


def test_packs_without_a_file_of_a_language_are_left_in_peace(tmp_path: Path) -> None:
    found = with_team(tmp_path, rule("kind: phrase\nany: [wow]", title="No wow"))
    assert told(found) == []


def test_rules_that_rest_need_no_words(tmp_path: Path) -> None:
    resting = rule("kind: phrase\nany: [wow]", rule_id="wow", title="No wow", status="retired")
    folder = write_folder(tmp_path, PROMISE, resting)
    write(folder / "packs" / "core" / "languages" / "pt.yaml", TEXTS)
    assert told(load(folder, languages=True)) == []


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        (
            "“{match}” é uma promessa. Pergunte em {owner}.",
            "“{mach}” é uma promessa",
            ":4:43 this text says '“{mach}” é uma promessa'. It knows no {mach}. Did you mean",
        ),
        (
            " Pergunte em {owner}.",
            "",
            ":4:43 this text says '“{match}” é uma promessa.'. It should hold {match} and {owner},",
        ),
        (
            "Não prometa nada",
            "Não prometa {match}",
            ":3:22 this text says 'Não prometa {match}'. It should hold no placeholder, as",
        ),
        (
            '"Não prometa nada"',
            "[Não, prometa, nada]",
            ":3:22 this text should be a single text, not a list or a mapping.",
        ),
        ('"Não prometa nada"', "", ":3:21 this text has nothing here."),
        ("version: 1", "version: 2", ":1:10 version says '2'. Use 1."),
        ("version: 1\n", "", ":1:1 a language file needs version: The version of this file's"),
        ("version: 1", "version: 1\nowner: Ana", ":2:1 a language file knows no 'owner'. Legal"),
        (
            '  "Readers take',
            '  "Promise nothing": "Nada"\n  "Readers take',
            ":5:3 says Promise nothing twice; it is already on line 3. Keep one.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_the_rest_is_read(
    tmp_path: Path, was: str, now: str, says: str
) -> None:
    assert was in TEXTS
    found = loaded(tmp_path, TEXTS.replace(was, now, 1))

    [error] = found.errors
    assert str(error).startswith(f"{PLACE}{says}")
    assert str(error).endswith("Your other texts keep working.")
    assert said(found).why == "Os leitores levam-nos à letra."


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ("", ":1:1 is empty. Begin it with `version: 1`."),
        ("version: 1\ntexts: {}\n", ":2:8 texts is empty."),
        ("version: 1\ntexts: [a]\n", ":2:8 texts should be a mapping of `name: value` lines."),
        ("version: 1\n", ":1:1 a language file needs texts: What a rule says, word for word"),
        ("- a\n", ":1:1 this file should be a mapping of `name: value` lines."),
        ("version: 1\ntexts: {", ":3:1 is not YAML here"),
    ],
)
def test_a_file_that_says_nothing_is_told_of_and_the_rules_work(
    tmp_path: Path, texts: str, says: str
) -> None:
    found = loaded(tmp_path, texts)

    assert str(found.errors[0]).startswith(f"{PLACE}{says}")
    assert said(found).clause == "Promise nothing"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "core/languages/xx.yaml",
            "is not read: Checkpost does not speak 'xx'. Call it en.yaml or pt.yaml.",
        ),
        (
            "core/languages/pt-PT.yaml",
            "is not read: Checkpost does not speak 'pt-PT'. Call it en.yaml or pt.yaml.",
        ),
        (
            "core/languages/more/pt.yaml",
            "is not read: it is in a folder of its own. Move it to packs/core/.",
        ),
        (
            "core/pt/languages.yaml",
            "is not read: it is in a folder of its own. Move it to packs/core/.",
        ),
    ],
)
def test_a_file_that_nobody_reads_is_named(tmp_path: Path, name: str, says: str) -> None:
    found = loaded(tmp_path, TEXTS, name)
    assert told(found) == [f"rules/packs/{name}:1:1 {says}"]


def test_words_do_not_change_which_rules_these_are(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    plain = load(found.folder)
    assert found.ruleset is not None
    assert plain.ruleset is not None
    assert plain.ruleset.hash == found.ruleset.hash
    assert said(plain).clause == "Promise nothing"


def test_two_clauses_stay_two_where_a_language_calls_them_alike(tmp_path: Path) -> None:
    other = live(
        "kind: phrase\nany: [guarantee*]",
        "guaranteed returns",
        rule_id="sureness",
        title="Nothing is sure",
    )
    folder = write_folder(tmp_path, PROMISE, other)
    more = '  "Nothing is sure": "Não prometa nada"\n  "You say {match}.": "Diz {match}."\n'
    write(folder / "packs" / "core" / "languages" / "pt.yaml", TEXTS + more)
    found = load(folder, languages=True)
    assert found.ruleset is not None

    with speaking("pt"):
        portuguese = read(found.ruleset, "guaranteed", NOON)

    assert len(portuguese.findings) == len(read(found.ruleset, "guaranteed", NOON).findings) == 2


def test_a_title_is_told_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    rules = loaded(tmp_path).ruleset
    assert rules is not None
    with speaking("pt"):
        assert rules.title_of("promises") == "Não prometa nada"
    assert rules.title_of("promises") == "Promise nothing"
    assert rules.title_of("no-such-rule") == ""


def test_the_bot_reads_them_with_everything_else(tmp_path: Path) -> None:
    found = load_with_policy(loaded(tmp_path).folder)
    assert said(found).clause == "Não prometa nada"
