"""Reading rules/campaigns: one campaign a file, every mistake with its place and remedy."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml

from bot.policy.files.company_file import NAME, VERSION
from bot.policy.files.desk import Desk
from bot.policy.files.folder import Folder
from bot.policy.files.languages import LANGUAGE
from bot.policy.files.listing import Listing
from bot.policy.files.moments import Moment
from bot.policy.files.nodes import pairs
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Day, Text
from bot.policy.files.source import place_of
from bot.policy.problem import Place, nearest
from bot.vocabulary.campaign import Angle, Campaign, Partner, ShelfLink

FOLDER = "campaigns"
_ANGLES = 3
_PERSONS = frozenset(
    ("user", "userid", "user_id", "uid", "employee", "employee_id", "author", "sharer", "shared_by")
)
_ONE_WORD = 11  # letters of a hashtag in small letters that may still be one word
_ANGLES_SHOWN = 5
_SHOWN = 10  # of partners, links, hashtags and facts: a context of Slack holds ten elements
_NAME = 80  # characters
# Slack has room for 150 characters in a header and for 75 on a button.
_TITLE, _LABEL = Text(most=150), Text(most=75)
_INITIATIVE = Text(most=1_000)
_ID = Text(
    pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*", hint="Use small letters, digits and hyphens.", most=60
)
_CHANNEL = Text(pattern=r"#[\w-]+", hint='Use a channel, such as "#comms".')


def _nobodys(text: str, desk: Desk) -> str | None:
    del desk
    names = {name.casefold() for name, _ in parse_qsl(urlsplit(text).query)}
    if "@" not in unquote(text) and names.isdisjoint(_PERSONS):
        return None
    return "Leave out whose it is: clicks are counted by campaign and never by person."


_ADDRESS = Text(
    _nobodys,
    pattern=r"https://[^\s?#]+(?:\?[^\s#]*)?",
    hint="Use an https address.",
    most=500,
)


def _readable(text: str, desk: Desk) -> str | None:
    del desk
    if re.fullmatch(r"#\w+", text) is None:
        return 'Write it with its sign, between quotation marks: "#RiverWeek".'
    if text.lower() == text and len(text) > _ONE_WORD:
        return "Begin each word with a capital, as in #RiverWeek: screen readers need it."
    return None


def _worded(text: str, desk: Desk) -> str | None:
    del desk
    return None if re.search(r"\w", text) else "Write it in letters, as posts do."


_WORDS, _SAID = Text(_worded, most=_NAME), Text(_worded, most=200)
_HASHTAG = Text(_readable, most=_NAME)
ANGLE = Record(
    "an angle",
    {
        "id": Field(_ID, "Its name.", required=True),
        "title": Field(_LABEL, "What the button says.", required=True),
        "hint": Field(Text(most=500), "What to think about; never a text to copy.", required=True),
    },
    Angle,
)
LINK = Record(
    "a link",
    {
        "title": Field(_TITLE, "Where it leads.", required=True),
        "url": Field(_ADDRESS, "The address, without anything about a person.", required=True),
        "tag": Field(_ID, "The campaign's tag, for counting clicks; never a person's."),
    },
    ShelfLink,
)
PARTNER = Record(
    "a partner",
    {
        "name": Field(_WORDS, "The organisation.", required=True),
        "why": Field(Text(most=500), "Why we trust it.", required=True),
        "checked_on": Field(Day(), "When somebody last looked.", required=True),
        "disclosure": Field(
            Text(_worded, most=200), "What a post says beside its name.", required=True
        ),
    },
    Partner,
)


def _campaign(version: object = None, **values: Any) -> Campaign:  # noqa: ANN401 -- shapes made them
    del version
    return Campaign(**values)


CAMPAIGN = Record(
    "a campaign",
    {
        "version": VERSION,
        "id": Field(_ID, "Its name, which never changes.", required=True),
        "title": Field(_TITLE, "What it is called.", required=True),
        "initiative": Field(_INITIATIVE, "What it is about, in a sentence or two.", required=True),
        "owner": Field(_CHANNEL, "The channel that answers for it.", required=True),
        "names": Field(Listing(_WORDS), "How posts call it: its name and hashtag."),
        "embargo": Field(Moment(late=True), "The first moment at which it may be named."),
        "expires": Field(Moment(late=True), "The first day on which it is over."),
        "languages": Field(Listing(LANGUAGE), "The languages it is for, such as en."),
        "facts": Field(Listing(NAME), "Ids of approved statements in facts.yaml."),
        "angles": Field(Listing(ANGLE), "Three ways to begin a post of one's own.", required=True),
        "links": Field(Listing(LINK), "Pages worth linking to."),
        "hashtags": Field(Listing(_HASHTAG), "Hashtags with a capital for each word."),
        "partners": Field(Listing(PARTNER), "Who else is in it."),
    },
    _campaign,
)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A campaign with its file, as rules made from it need it."""

    campaign: Campaign
    node: yaml.MappingNode


def read_campaigns(folder: Folder, facts: Collection[str]) -> list[Shelved]:
    """Return the campaigns in the order of their files; one with a mistake is left out."""
    desk = folder.desk
    desk.reassurance = "Your other campaigns and rules keep working."
    found: dict[str, Shelved] = {}
    for file in sorted((folder.path / FOLDER).glob("*.yaml")):
        root = folder.root(f"{FOLDER}/{file.name}")
        campaign = _read(root, facts, desk) if root else None
        if root is None or campaign is None:
            continue
        if campaign.id in found:
            desk.error(place_of(root), f"the id {campaign.id} is taken. Give it its own.")
            continue
        found[campaign.id] = Shelved(campaign, cast("yaml.MappingNode", root))
    return list(found.values())


def _read(root: yaml.Node, facts: Collection[str], desk: Desk) -> Campaign | None:
    before = desk.errors
    campaign = cast("Campaign | None", CAMPAIGN.read(root, "a campaign", desk))
    if campaign is None:
        return None
    places = {name: place_of(pair.value) for name, pair in (pairs(root, "", desk) or {}).items()}
    for fact in campaign.facts:
        if fact not in facts:
            close = nearest(fact, facts)
            use = f"Did you mean {close}?" if close else "Use an id of facts.yaml."
            desk.error(places["facts"], f"facts names {fact}, which is no approved fact. {use}")
    _check_angles(campaign, places["angles"], desk)
    for part in ("partners", "links", "hashtags", "facts"):
        if (count := len(getattr(campaign, part))) > _SHOWN:
            says = f"it has {count} {part}. There is room for {_SHOWN}: split it in two."
            desk.error(places[part], says)
    ends, begins = campaign.expires, campaign.embargo
    if ends and begins and ends <= begins:
        desk.error(places["expires"], "it is over before it may be named. Swap the two dates.")
    if begins and not campaign.names:
        desk.error(places["embargo"], "an embargo needs names: how posts call the campaign.")
    return campaign if desk.errors == before else None


def _check_angles(campaign: Campaign, place: Place, desk: Desk) -> None:
    names = [angle.id for angle in campaign.angles]
    if len(names) < _ANGLES:
        desk.error(place, f"it has {len(names)} of {_ANGLES} angles. One alone makes equal posts.")
    if len(names) > _ANGLES_SHOWN:
        desk.error(place, f"it has {len(names)} angles. Keep the best {_ANGLES_SHOWN}.")
    for name in {name for name in names if names.count(name) > 1}:
        desk.error(place, f"two angles are called {name}. Give each its own id.")
