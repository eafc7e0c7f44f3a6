"""What a campaign asks of every post, as rules with tests of their own: embargo, disclosure, copy.

They are written as rule files are, on one line in the place of the campaign's own, so that they
are read, proved, explained and changed by a pack like any other rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

import yaml

from bot.messages import DEFAULT, languages, say, speaking
from bot.policy.files.campaign_files import Shelved
from bot.policy.files.desk import Desk
from bot.policy.files.nodes import pairs
from bot.policy.files.partner_ties import tied
from bot.policy.files.source import compose, place_of
from bot.policy.files.written import Written
from bot.policy.problem import Place
from bot.policy.schema import CAMPAIGNS, Pack
from bot.policy.translations import Translations
from bot.vocabulary.campaign import Campaign, Partner

COPIED = "campaign-copied"
_SAYS = ("title", "message", "why")
_CLEAN = ("Good morning from the harbour", "We mended a pump today", "Thank you, all of you")
_Rule = dict[str, object]


def campaign_rules(
    shelved: Iterable[Shelved], timezone: str, wordings: Translations, desk: Desk
) -> list[Written]:
    """Return the rules that these campaigns make, in English as the rules that ship.

    `wordings` are what packs put into drafts in other languages: a partner may be named in any.
    """
    every, written = list(shelved), []
    owners = {one.campaign.owner for one in every}
    with speaking(DEFAULT):
        for one, key, rule in _rules(every, wordings):
            # What is about all campaigns is one's own only where all have the same owner.
            owner = "" if rule["id"] == COPIED and len(owners) > 1 else one.campaign.owner
            pack = Pack(CAMPAIGNS, owner, timezone)
            written.append(_written(rule, _place(one.node, key), pack, desk))
    return written


def campaign_sentences(shelved: Iterable[Shelved]) -> dict[str, dict[str, str]]:
    """Return what these rules say in every other language, by what they say in English."""
    every = list(shelved)
    own = _said(every, DEFAULT)
    others = (name for name in languages() if name != DEFAULT)
    return {name: dict(zip(own, _said(every, name), strict=True)) for name in others if own}


def _said(shelved: Iterable[Shelved], name: str) -> list[str]:
    with speaking(name):
        rules = _rules(shelved, Translations())
        return [str(rule[key]) for _, _, rule in rules for key in _SAYS]


def _rules(
    shelved: Iterable[Shelved], wordings: Translations
) -> Iterator[tuple[Shelved, str, _Rule]]:
    """Yield the rules, each with the campaign and the key of it that it comes from."""
    every = list(shelved)
    for one in every:
        for key, rule in _rules_of(one.campaign, wordings):
            yield one, key, rule
    if every:
        yield every[0], "angles", _copied([one.campaign for one in every])


def _rules_of(campaign: Campaign, wordings: Translations) -> Iterator[tuple[str, _Rule]]:
    if campaign.embargo is not None:
        yield "embargo", _embargo(campaign, campaign.embargo)
    for number, partner in enumerate(campaign.partners, 1):
        yield "partners", _disclosure(campaign, partner, number, wordings)


def _embargo(campaign: Campaign, until: datetime) -> _Rule:
    before = _iso(until - timedelta(days=1))
    name = campaign.names[0]
    return {
        "id": f"campaign-{campaign.id}-embargo",
        **_words("embargo"),
        "topic": "confidential",
        "severity": "ask",
        "kind": "phrase",
        "any": [_plain(name) for name in campaign.spellings],
        "active": {"until": _iso(until)},
        "owner": campaign.owner,
        "reviewed_on": _day(until),
        "tests": [
            *(
                {"draft": draft.format(name), "expect": "match", "at": before}
                for draft in ("{} is coming", "I am working on {}", "Who is ready for {}?")
            ),
            *({"draft": draft, "expect": "no_match", "at": before} for draft in _CLEAN),
            {"draft": f"{name} has begun", "expect": "no_match", "at": _iso(until), "name": "free"},
        ],
    }


def _disclosure(campaign: Campaign, partner: Partner, number: int, wordings: Translations) -> _Rule:
    start, end = campaign.embargo, campaign.expires
    active = {"from": _iso(start) if start else "", "until": _iso(end) if end else ""}
    moment = start or (end - timedelta(days=1) if end else None)
    at = {"at": _iso(moment)} if moment else {}
    name, says = partner.name, partner.disclosure
    also = [said.strip(" .") for said in wordings.all_of(f"{says}. ")]
    own_words = {"regex": ways} if (ways := tied(name)) else {}
    rule: _Rule = {
        "id": f"campaign-{campaign.id}-disclosure-{number}",
        **_words("partner", says="{words}", match="{match}"),
        "topic": "disclosure",
        "severity": "fix",
        "kind": "require",
        "if": {"any": [_plain(name)]},
        "need": {"any": [_plain(one) for one in (says, *also)], **own_words},
        "owner": campaign.owner,
        "reviewed_on": _day(partner.checked_on),
        "suggest": {"insert_first": f"{says}. "},
        "tests": [
            *(
                {"draft": draft.format(name), "expect": "match", **at}
                for draft in ("{} is wonderful", "A day with {}", "Thank you, {}!")
            ),
            {"draft": f"{says}. A day with {name}", "expect": "no_match", "name": "said", **at},
            *({"draft": draft, "expect": "no_match", **at} for draft in _CLEAN[:2]),
        ],
    }
    dates = {key: value for key, value in active.items() if value}
    return rule | ({"active": dates} if dates else {})


def _copied(campaigns: list[Campaign]) -> _Rule:
    # Of the campaign that is announced first; until then its words are shown to nobody.
    first = min(campaigns, key=lambda each: each.embargo or datetime.min.replace(tzinfo=UTC))
    at = {"at": _iso(first.embargo)} if first.embargo else {}
    longest = sorted(first.texts, key=len)[-3:]
    return {
        "id": COPIED,
        **_words("copied"),
        "topic": "integrity",
        "severity": "polish",
        "kind": "detect",
        "entities": ["shelf_text"],
        "reviewed_on": "2026-11-27",
        "tests": [
            *({"draft": text, "expect": "match", **at} for text in longest),
            *({"draft": draft, "expect": "no_match"} for draft in _CLEAN),
            {
                "draft": "My neighbour asked me on the stairs why the tap had coughed all morning.",
                "expect": "no_match",
                "name": "own words",
            },
        ],
    }


def _words(name: str, **values: str) -> _Rule:
    """Return what a rule says, in the language that is spoken."""
    return {key: say(f"campaign_rule.{name}.{key}", **values) for key in _SAYS}


def _written(rule: _Rule, place: Place, pack: Pack, desk: Desk) -> Written:
    # JSON is YAML, and so many empty lines before it put its mistakes where the campaign stands.
    text = "\n" * (place.line - 1) + json.dumps(rule, ensure_ascii=False)
    node = compose(text.encode(), place.path)
    found = pairs(node, "this rule", desk) if node else None
    return Written(found or {}, node or yaml.MappingNode("", []), pack)


def _place(node: yaml.MappingNode, key: str) -> Place:
    return next((place_of(name) for name, _ in node.value if name.value == key), place_of(node))


def _plain(phrase: str) -> str:
    """Return a phrase without the star that would end a word's stem."""
    return phrase.rstrip("*")


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def _day(moment: date) -> str:
    return moment.strftime("%Y-%m-%d")
