"""Every trap of YAML and every slip of an author has its place, its value and its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.loader import load
from bot.policy.problem import Gravity
from tests.policy.writing import (
    COMPANY,
    PACK,
    found,
    live,
    load_rules,
    pack_file,
    problems,
    rule,
    write,
    write_folder,
)

PHRASE = "kind: phrase\nany: [guarantee*]"
GOOD = live(PHRASE, "we guarantee it", rule_id="good-rule")

# What is written, and what the author reads about it, without the path in front.
SLIPS = [
    # An unquoted hashtag is a note to YAML, and the word is gone.
    (rule("kind: phrase\nany:\n  - #ad"), "25:8 any has nothing here. A # starts a note"),
    (rule("kind: phrase\nany: [~]"), "any has nothing here"),
    (rule("kind: phrase\nany:"), "any should be a list: [first, second]."),
    (rule("kind: phrase\nany: []"), "any is an empty list. Put something in"),
    (rule("kind: phrase\nany: [[a]]"), "any should be a single text"),
    (rule("kind: phrase\nany: guarantee"), "any should be a list"),
    (rule(PHRASE, severity="hgih"), "severity says 'hgih'. Use polish, fix or ask."),
    (rule(PHRASE, severity="polsh"), "severity says 'polsh'. Use polish, fix or ask."),
    (rule(PHRASE, topic="disclosur"), "topic says 'disclosur'. Did you mean disclosure?"),
    (rule(PHRASE, topic="weather"), "topic says 'weather'. Use confidential, financial"),
    (rule(PHRASE + "\nseverty: fix"), "a phrase rule knows no 'severty'. Did you mean severity?"),
    (rule(PHRASE + "\nmood: good"), "a phrase rule knows no 'mood'. Legal here: active, all, any"),
    (
        rule(PHRASE + "\nnear: {any: [a], wihtin: 2}"),
        "near knows no 'wihtin'. Did you mean within?",
    ),
    (rule(PHRASE + "\nnear: {within: 2}"), "near needs any: The words to look for nearby."),
    (rule(PHRASE + "\nnear: [a]"), "near should be a mapping of `name: value` lines."),
    (rule(PHRASE + "\nnear:"), "near is empty."),
    (rule(PHRASE + "\nnear: {any: [a], within: many}"), "within says 'many'. Use a whole number"),
    (rule(PHRASE + "\nany: [b]"), "says any twice; it is already on line 24. Keep one."),
    (rule(PHRASE, message='"{mach} is bad"'), "It knows no {mach}. Did you mean {match}?"),
    (rule(PHRASE, message='"{count} of them"'), "message holds {count}, which only limit rules"),
    (
        rule("kind: phrase\nany: [$prodcts]"),
        "which is no list of organization.yaml. Did you mean $pro",
    ),
    (rule("kind: phrase\nany: [$x]"), "The lists are $organization, $public_domains"),
    (rule('kind: phrase\nany: ["*"]'), "Nothing visible is left of it. Write a word."),
    (rule('kind: phrase\nany: ["\\u200b"]'), "Nothing visible is left of it."),
    (rule('kind: phrase\nany: ["*watch"]'), "A * stands at the end of a word: recommend*"),
    (rule('kind: phrase\nany: ["ti*watch"]'), "A * stands only at the end of a word. Use regex:"),
    (
        rule('kind: phrase\nregex: "\\bfoo"'),
        "It holds a control character: put a regex between 'sin",
    ),
    (rule("kind: phrase\nregex: '(a'"), "RE2 cannot read it: missing )"),
    (rule("kind: phrase\nregex: '(?<=a)b'"), "RE2 cannot read it"),
    (rule("kind: phrase\nregex: 'a*'"), "It matches nothing at all, so it would match everywhere."),
    (
        rule("kind: phrase\nnear: {any: [a]}"),
        "a phrase rule looks for nothing without any, all or re",
    ),
    (rule("kind: require\nif: {near: {any: [a]}}\nneed: {any: [b]}"), "if looks for nothing."),
    (rule("kind: require\nif: {any: [a]}"), "a require rule looks for nothing without need."),
    (
        rule("kind: phrases\nany: [a]"),
        "kind says 'phrases'. Use phrase, replace, require, limit or",
    ),
    (rule(PHRASE, status="on"), "status says 'on'. Use off, watch, live or retired."),
    (rule(PHRASE + "\nsurvives_guard: true"), "survives_guard is not for claim: protected speech"),
    (rule(PHRASE + "\nsurvives_guard: maybe"), "survives_guard says 'maybe'. Use true or false."),
    (rule(PHRASE + "\nwhen: {platforms: []}"), "platforms is an empty list."),
    (rule(PHRASE + "\nwhen: {platforms: [twitter]}"), "platforms says 'twitter'. Use x, linkedin"),
    (
        rule(PHRASE + "\nwhen: {lang: [english]}"),
        "lang says 'english'. Use a code like en or pt-BR.",
    ),
    (
        rule(PHRASE + "\nnone: [guarantee*]"),
        "none holds every phrase of any, so this can never match",
    ),
    (
        rule("kind: limit\nat_most: {characters: platform}\nwhen: {platforms: [other]}"),
        "characters has no limit on any platform of this rule.",
    ),
    (
        rule("kind: limit\nat_most: {hashtags: {x: 2}}\nwhen: {platforms: [instagram]}"),
        "hashtags has no limit on any platform of this rule.",
    ),
    (
        rule("kind: limit\nat_most: {emoji: platform}"),
        "emoji has no limit of its own on any platform",
    ),
    (rule("kind: limit\nat_most: {emojis: 2}"), "at_most says 'emojis'. Use characters, hashtags"),
    (rule("kind: detect\nentities: [fone]"), "entities says 'fone'. Did you mean phone?"),
    (
        rule(PHRASE + "\nactive: {from: 2026-02-30}"),
        "from says '2026-02-30'. Write a date or a time",
    ),
    (
        rule(PHRASE + "\nactive: {from: tomorrow}"),
        "from says 'tomorrow'. Write a date or a time like",
    ),
    (
        rule(PHRASE + '\nactive: {from: 2026-03-01, until: "2026-03-01"}'),
        "until 2026-03-01. Swap from and until.",
    ),
    (rule(PHRASE + "\nactive: {}"), "active has neither from nor until. Give one of them."),
    (rule(PHRASE + "\nactive: $quiet"), "The calendar in organization.yaml has $quiet_period."),
    (rule(PHRASE + "\nduring: {$quiet_period: polish}"), "during says polish, which is no graver"),
    (rule(PHRASE + "\nduring: {quiet_period: ask}"), "during says 'quiet_period'. The calendar in"),
    (
        rule(PHRASE + "\nskip: [quote]"),
        "skip says 'quote'. Use quotes, urls, hashtags, mentions or",
    ),
    (
        rule(PHRASE + "\nlink: intranet"),
        "link says 'intranet'. Write the whole address, with https",
    ),
    (rule(PHRASE + "\nexceptions: [{reason: fine}]"), "an exception needs phrase"),
    (
        rule(PHRASE + "\nexceptions+: [a]"),
        "exceptions+ changes another rule's exceptions, so it need",
    ),
    (
        rule(PHRASE + "\ntests: [{draft: x, expect: hit}]"),
        "expect says 'hit'. Use match or no_match.",
    ),
    (rule(PHRASE + "\nextends: core/none"), "extends says 'core/none', and there is no such rule."),
    (
        rule(PHRASE, rule_id="Bad_Id"),
        "id says 'Bad_Id'. Use small letters, digits and single hyphens",
    ),
    (
        rule(PHRASE, rule_id="good-rule"),
        "id says 'good-rule', which rules/packs/core/rules.yaml:4:5",
    ),
    (
        rule(PHRASE, status="live"),
        "the-rule is live and has no test that expects match or no_match",
    ),
    (
        live(PHRASE, "we promise"),
        "test of the-rule expects a match, and the rule finds nothing. The rule is left out until",
    ),
    (rule(PHRASE, message='"You say {match"'), "A brace stands only around a placeholder, without"),
    (
        rule(PHRASE, message='"You say { match }"'),
        "without spaces: {match}, {owner}, {organization",
    ),
    (rule('kind: replace\nswap: {whilst: "{ match }"}'), "It knows no { match }. Did you mean"),
    (rule(PHRASE, why='"It }matters."'), "A brace stands only around a placeholder"),
    (rule('kind: replace\nswap: {whilst: "{mach}"}'), "It knows no {mach}. Did you mean {match}?"),
    (rule("kind: replace\nswap: {$prodcts: it}"), "which is no list of organization.yaml. Did you"),
    (rule('kind: phrase\nany: [""]'), "any is an empty text. Put something in, or take it out."),
    (rule(PHRASE, owner='""'), "owner is an empty text."),
    (
        rule(PHRASE + '\nactive: {from: 2026-03-02, until: "2026-03-01"}'),
        "it never is: from 2026-03-02 until 2026-03-01.",
    ),
    (
        rule(PHRASE + "\nextends: core/the-rule"),
        "'core/the-rule', which is this very rule. Take it",
    ),
    (
        live(PHRASE + '\nexceptions: ["guaranteed fun"]', "guaranteed fun"),
        "the rule finds nothing: the exception ‘guaranteed fun’ covers it. The rule is left",
    ),
    (
        live(PHRASE + "\nskip: [quotes]", "'we “guarantee” it'"),
        "the rule finds nothing: it stands in a part that the rule skips.",
    ),
    (
        rule(
            PHRASE + "\nexceptions: [{phrase: guaranteed fun, until: 2026-02-01}]\n"
            "tests: [{draft: guaranteed fun, expect: no_match, at: 2026-03-01}]"
        ),
        "finds 'guaranteed': the exception ‘guaranteed fun’ has ended by then.",
    ),
    ("title: Nameless\n" + PHRASE, "this rule needs id: Its name for good, never reused."),
    ("just text", "this rule should be a mapping of `name: value` lines."),
    (rule(PHRASE + "\n? [a]\n: b"), "this rule has a key that is no text."),
    (rule("kind: phrase\nany: [!!binary abc]"), "any has a YAML tag (tag:yaml.org,2002:binary)"),
]


@pytest.mark.parametrize(("written", "read"), SLIPS, ids=[slip[1][:40] for slip in SLIPS])
def test_a_slip_is_reported_at_its_place_and_the_other_rule_works(
    tmp_path: Path, written: str, read: str
) -> None:
    loaded = load_rules(tmp_path, GOOD, written)
    said = [str(problem) for problem in loaded.problems]
    assert any(read in line for line in said), said
    assert all(line.endswith("Your other rules keep working.") for line in said)
    assert all(line.startswith("rules/packs/core/rules.yaml:") for line in said)
    assert loaded.ruleset is not None
    assert [rule.id for rule in loaded.ruleset.rules] == ["good-rule"]
    assert found(loaded.ruleset, "We guarantee it") == ["guarantee"]


def test_the_sentence_has_the_form_that_is_promised(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    file = folder / "packs" / "core" / "claims.yaml"
    write(file, pack_file(rule(PHRASE, severity="hgih"), pack=""))
    assert [str(problem) for problem in load(folder).problems] == [
        (
            "rules/packs/core/claims.yaml:6:15 severity says 'hgih'. Use polish, fix or ask. "
            "Your other rules keep working."
        )
    ]


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    bad = rule("kind: phrase\nany: [a, ~]\nskip: [x]", severity="hgih", topic="x")
    worse = rule("kind: detect\nentities: [x]", rule_id="worse", status="x")
    assert len(problems(tmp_path, bad, worse)) == 6


def test_words_stay_what_was_typed(tmp_path: Path) -> None:
    words = "kind: phrase\nany: [no, 12:30, 1.10, 0x10, 1_000, off, 2026-01-01, null-safe]"
    loaded = load_rules(tmp_path, live(words, "no"))
    assert loaded.problems == ()
    assert loaded.ruleset is not None
    draft = "no 12:30 1.10 0x10 1_000 off 2026-01-01"
    assert found(loaded.ruleset, draft) == draft.split()


def test_a_file_that_is_no_yaml_is_reported_and_the_rest_loads(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, GOOD)
    write(folder / "packs" / "core" / "broken.yaml", "version: 1\nrules:\n  - any: [@acme]\n")
    loaded = load(folder)
    assert [str(problem) for problem in loaded.problems] == [
        (
            "rules/packs/core/broken.yaml:3:11 is not YAML here: "
            "found character that cannot start any "
            'token. Put text that starts with @, %, ` or * between "quotation marks". '
            "Your other rules keep working."
        )
    ]
    assert loaded.ruleset is not None


BAD_FILES = [
    (b"", "is empty. Begin it with `version: 1`."),
    (b"# notes only\n", "is empty."),
    (b"version: 1\nrules: [caf\xe9]", "2:12 is not UTF-8 text here. Save the file as UTF-8."),
    (b"[" * 100_000, "is nested too deeply"),
    (b"version: 1\nrules: " + b"- " * 50_000, "is nested too deeply"),
    (b"version: 1\nrules: &a [*a]", "uses an anchor and an alias (& and *)"),
    (b"version: 1\nx: &a [1]\nrules: [*a, *a]", "uses an anchor and an alias"),
    (b"rules: []", "a rule file needs version"),
    (b"version: 2\nrules: []", "version says '2'. Use 1."),
    (b"version: 1\nrule: []", "a rule file knows no 'rule'. Did you mean rules?"),
    (b"version: 1\nrules: {}", "rules should be a list: each rule begins with `- id:`."),
    (b"- version: 1", "this file should be a mapping"),
    (
        b"version: 1\npack: {name: core, owner: x}",
        "says pack again; it stands in rules/packs/core/",
    ),
    (b"version: 1\npack: {name: other, owner: x}", "the pack is called other and its folder core."),
    (b"version: 1\n---\nversion: 1", "is not YAML here"),
    (b"version: 1\nx: \x00", "2:4 holds a control character here, which nobody can see."),
    (b"version: 1\nrules: [*foo]", "2:9 is not YAML here: found undefined alias. Put text that"),
]


@pytest.mark.parametrize(("raw", "read"), BAD_FILES, ids=[row[1][:40] for row in BAD_FILES])
def test_a_bad_file_is_reported_and_the_others_load(tmp_path: Path, raw: bytes, read: str) -> None:
    folder = write_folder(tmp_path, GOOD)
    write(folder / "packs" / "core" / "z.yaml", raw)
    loaded = load(folder)
    assert any(f"z.yaml:{read}" in str(p) or read in str(p) for p in loaded.problems)
    assert {problem.path for problem in loaded.problems} == {"rules/packs/core/z.yaml"}
    assert loaded.ruleset is not None


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, GOOD)
    with (folder / "packs" / "core" / "z.yaml").open("wb") as file:
        file.truncate(17 * 2**20)
    (problem,) = load(folder).problems
    assert "is larger than 16 MB. Split it into several files." in problem.message


def test_a_link_may_stay_in_the_folder_but_not_lead_out(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, GOOD)
    core = folder / "packs" / "core"
    write(folder / "..data" / "mounted.yaml", pack_file(rule(PHRASE, rule_id="mounted"), pack=""))
    write(tmp_path / "elsewhere.yaml", pack_file(rule(PHRASE, rule_id="outside"), pack=""))
    (core / "in.yaml").symlink_to(folder / "..data" / "mounted.yaml")
    (core / "out.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    (core / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (core / "loop.yaml").symlink_to(core / "loop.yaml")
    loaded = load(folder)
    said = sorted(str(problem) for problem in loaded.problems)
    assert [line.split(":")[0] for line in said] == [
        "rules/packs/core/gone.yaml",
        "rules/packs/core/loop.yaml",
        "rules/packs/core/out.yaml",
    ]
    assert "is a link that leads out of the rule folder" in said[2]
    assert loaded.ruleset is not None
    assert {rule.id for rule in loaded.ruleset.rules} == {"good-rule", "mounted"}


def test_without_an_organisation_file_the_other_rules_still_work(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, GOOD, rule("kind: phrase\nany: [$products]"))
    (folder / "organization.yaml").unlink()
    loaded = load(folder)
    assert "rules/organization.yaml:1:1 is missing" in str(loaded.problems[0])
    assert loaded.ruleset is not None
    assert [rule.id for rule in loaded.ruleset.rules] == ["good-rule"]


ORGANISATION = [
    ("nam: X", "organization.yaml knows no 'nam'. Did you mean name?"),
    ("timezone: Lisbon", "timezone says 'Lisbon'. Use a name like Europe/Lisbon"),
    ("region: Portugal", "region says 'Portugal'. Write the country's two capitals"),
    ("lists: {a: [$products]}", "A list cannot hold another list: write the words out."),
    ("lists: {a: {terms: [x], secrt: true}}", "a list knows no 'secrt'. Did you mean secret?"),
    ("domains: {public: [localhost]}", "Write a domain such as docs.example.com."),
    ("contacts: {pay: '#x'}", "contacts says 'pay'."),
    ("calendar: {a: {from: 2026-01-02, until: 2026-01-01}}", "a ends before it begins"),
]


@pytest.mark.parametrize(("line", "read"), ORGANISATION, ids=[row[0][:30] for row in ORGANISATION])
def test_a_slip_in_the_organisation_is_reported(tmp_path: Path, line: str, read: str) -> None:
    company = f"version: 1\nname: X\n{line}\n"
    said = problems(tmp_path, GOOD, company=company)
    assert any(read in problem for problem in said), said
    assert said[0].startswith("rules/organization.yaml:3:")


def test_packs_load_in_their_order_and_forgotten_ones_are_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, GOOD)
    write(folder / "packs.yaml", "version: 1\npacks: [core, gone]\n")
    write(folder / "packs" / "extra" / "a.yaml", pack_file())
    loaded = load(folder)
    assert [(str(p), p.severity) for p in loaded.problems] == [
        (
            (
                "rules/packs.yaml:2:15 names the pack gone, and packs/ has core or extra. "
                "Your other rules keep working."
            ),
            Gravity.ERROR,
        ),
        (
            "rules/packs.yaml:2:8 does not name packs/extra, so its rules are not loaded.",
            Gravity.WARNING,
        ),
    ]


def test_a_pack_that_is_named_twice_is_said_so_where_it_stands(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, GOOD)
    write(folder / "packs.yaml", "version: 1\npacks:\n  - core\n  - core\n")
    (problem,) = load(folder).problems
    assert str(problem).startswith(
        "rules/packs.yaml:4:5 names the pack core twice; it is already on line 3. Keep one."
    )


def test_every_file_that_nobody_reads_is_told_so(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, GOOD)
    text = pack_file(rule(PHRASE, rule_id="lost"), pack="")
    for name in ("packs/core/old/a.yaml", "packs/core/b.YAML", "packs/c.yml", "d.yaml"):
        write(folder / name, text)
    write(folder / ".git" / "e.yaml", text)
    loaded = load(folder)
    assert [str(problem) for problem in loaded.problems] == [
        "rules/d.yaml:1:1 is not read: rules stand in packs/NAME/. Move it there.",
        "rules/packs/c.yml:1:1 is not read: rules stand in packs/NAME/. Move it there.",
        "rules/packs/core/b.YAML:1:1 is not read: name it b.yaml.",
        (
            "rules/packs/core/old/a.yaml:1:1 is not read: it is in a folder of its own. "
            "Move it to packs/core/."
        ),
    ]
    assert {problem.severity for problem in loaded.problems} == {Gravity.WARNING}


def test_rules_that_extend_each_other_in_a_circle_are_told_so(tmp_path: Path) -> None:
    said = problems(
        tmp_path,
        GOOD,
        "id: one\nextends: core/two",
        "id: two\nextends: core/one",
    )
    assert len(said) == 2
    assert "extends says 'core/two', which cannot be used either" in said[0]


def test_a_pack_without_an_owner_is_told_so(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    write(folder / "packs" / "core" / "rules.yaml", pack_file(GOOD, pack=""))
    (problem,) = load(folder).problems
    assert "nothing in packs/core says `pack: {name: core, owner: …}`" in problem.message


def test_a_folder_that_is_not_there_gives_no_rule_set(tmp_path: Path) -> None:
    loaded = load(tmp_path / "nowhere")
    assert loaded.ruleset is None
    assert "is no folder. Set CHECKPOST_RULES to a rule folder." in loaded.problems[0].message


def test_a_folder_without_one_good_rule_gives_no_rule_set(tmp_path: Path) -> None:
    assert load_rules(tmp_path, rule(PHRASE, severity="x")).ruleset is None
    assert load_rules(tmp_path).ruleset is None


def test_comments_do_not_change_the_hash_and_words_do(tmp_path: Path) -> None:
    def digest(*rules: str, company: str = COMPANY) -> str:
        loaded = load_rules(tmp_path, *rules, company=company)
        assert loaded.ruleset is not None
        return loaded.ruleset.hash

    first = digest(GOOD)
    assert first.startswith("sha256:")
    assert digest(f"# a note\n{GOOD}") == first
    assert digest(GOOD.replace("guarantee*", "guaranteed*, guarantee")) != first
    assert digest(GOOD, company=COMPANY.replace("Sluice Cloud", "Sluice")) != first
    assert PACK in pack_file(GOOD)
