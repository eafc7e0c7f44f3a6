"""Rule folders for tests: written as an author would, with a small company around them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent, indent

from bot.policy.loader import Loaded, load
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Finding, Platform, Reading

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)

COMPANY = """\
version: 1
name: Brightwater
aliases: ["@brightwater"]
timezone: Europe/Lisbon
region: PT
domains: {public: [brightwater.example], internal: [corp.brightwater.example]}
lists:
  products: [Tidewatch, Sluice Cloud]
  codenames: {secret: true, terms: [Osprey]}
calendar:
  quiet_period: {from: "2027-01-01", until: "2027-02-11"}
contacts: {default: "#comms-policy", security: "#security"}
"""
PLATFORMS = """\
version: 1
platforms:
  x: {count: x, characters: 280, link: 23, checked_on: "2026-11-20", compose: "https://x.com/intent/post?text={text}"}
  instagram: {characters: 2200, hashtags: 30}
  other: {checked_on: "2026-11-20"}
"""
PACK = 'pack: {name: core, owner: "#comms-policy", timezone: Europe/Lisbon}\n'


def write_folder(root: Path, *rules: str, company: str = COMPANY) -> Path:
    """Write a rule folder whose core pack holds these rules, each a YAML mapping's lines."""
    folder = root / "rules"
    write(folder / "organization.yaml", company)
    write(folder / "platforms.yaml", PLATFORMS)
    write(folder / "packs.yaml", "version: 1\npacks: [core]\n")
    write(folder / "packs" / "core" / "rules.yaml", pack_file(*rules))
    return folder


def pack_file(*rules: str, pack: str = PACK) -> str:
    """Return a rule file with these rules."""
    items = "".join("  - " + indent(dedent(rule).strip(), "    ").lstrip() + "\n" for rule in rules)
    return f"version: 1\n{pack}rules:\n{items}" if items else f"version: 1\n{pack}"


def write(file: Path, text: str | bytes) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def rule(body: str, *, rule_id: str = "the-rule", status: str = "watch", **common: str) -> str:
    """Return a rule with everything that must be there; watch rules need no tests."""
    head = {
        "id": rule_id,
        "title": "A clause",
        "topic": "claim",
        "severity": "fix",
        "status": status,
        "message": '"You say {match}."',
        "why": "It matters.",
        **common,
    }
    lines = "\n".join(f"{key}: {value}" for key, value in head.items())
    return f"{lines}\n{dedent(body).strip()}"


LIVE = """
tests:
  - {draft: "nothing of the kind", expect: no_match}
  - {draft: %s, expect: match}
"""


def live(body: str, hit: str, *, rule_id: str = "the-rule", **common: str) -> str:
    """Return a live rule; `hit` is a draft that it matches, as YAML writes it."""
    return rule(
        f"{dedent(body).strip()}\n{(LIVE % hit).strip()}", rule_id=rule_id, status="live", **common
    )


def ruleset(root: Path, *rules: str, company: str = COMPANY) -> RuleSet:
    """Return the rule set of these rules, which must be without a mistake."""
    loaded = load(write_folder(root, *rules, company=company))
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ruleset is not None
    return loaded.ruleset


def problems(root: Path, *rules: str, company: str = COMPANY) -> list[str]:
    """Return what is wrong with these rules, as an author reads it."""
    return [str(problem) for problem in load_rules(root, *rules, company=company).problems]


def load_rules(root: Path, *rules: str, company: str = COMPANY) -> Loaded:
    """Load these rules."""
    return load(write_folder(root, *rules, company=company))


def read(rules: RuleSet, draft: str | Draft, at: datetime = NOON) -> Reading:
    """Read a draft."""
    return rules.read(draft if isinstance(draft, Draft) else Draft(draft), at)


def found(rules: RuleSet, draft: str | Draft, at: datetime = NOON) -> list[str]:
    """Return the texts that are found, each checked against its span."""
    given = draft if isinstance(draft, Draft) else Draft(draft)
    return [exact(given, finding).text for finding in read(rules, given, at).findings]


def exact(draft: Draft, finding: Finding) -> Finding:
    """Return the finding once its span is known to be exact."""
    assert draft.text[finding.start : finding.end] == finding.text
    assert finding.text
    return finding


def on(platform: Platform, text: str) -> Draft:
    """Return a draft for a platform."""
    return Draft(text, platform)
