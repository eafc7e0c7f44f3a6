"""Who and what is in the demo workspace: Brightwater's people and channels. Data and no more."""

from __future__ import annotations

from dataclasses import dataclass

TEAM_ID = "T0BRIGHT"
APP_ID = "A0CHECK"
BOT_ID = "U0CHECK"
TIMEZONE = "Europe/Lisbon"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at Brightwater."""

    id: str
    name: str
    real_name: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the workspace; `members` are ids of people, nobody named means everybody."""

    id: str
    name: str
    topic: str
    private: bool = False
    members: tuple[str, ...] = ()


PEOPLE = (
    Person("U0MARISOL", "marisol", "Marisol Quintela"),
    Person("U0TOBIAS", "tobias", "Tobias Okonkwo-Lindqvist"),
    Person("U0HANNE", "hanne", "Hanne Vestergaard"),
    Person("U0RASHID", "rashid", "Rashid al-Farouqi"),
    Person("U0PIXIE", "pixie", "Pixie Tremblay 🎈"),
)
COMMS = ("U0HANNE", "U0RASHID")
EXPERTS = (*COMMS, "U0TOBIAS")  # whom a draft may be carried to: such channels are private

CHANNELS = (
    Channel("C0GENERAL", "general", "Everybody at Brightwater"),
    Channel("C0DRAFTS", "social-drafts", "Posts in the making. /checkpost answers only you"),
    Channel("C0LEARN", "social-learning", "What we learn about posting, once a week"),
    Channel("C0LEGAL", "legal-help", "Ask before it is a letter", private=True, members=EXPERTS),
    Channel("C0SECURITY", "security", "Keys, passwords, outages", private=True, members=EXPERTS),
    Channel("C0PRIVACY", "privacy-help", "Other people's data", private=True, members=EXPERTS),
    Channel(
        "C0CLIENTS",
        "client-stories",
        "Which clients like to be named",
        private=True,
        members=EXPERTS,
    ),
    Channel(
        "C0INVEST",
        "investor-relations",
        "Numbers before they are public",
        private=True,
        members=EXPERTS,
    ),
    Channel(
        "C0SUPPORT",
        "customer-support",
        "Customers who wait for an answer",
        private=True,
        members=EXPERTS,
    ),
    Channel("C0PRESS", "press-office", "Journalists ask", private=True, members=EXPERTS),
    Channel("C0SAFETY", "safety", "Somebody may get hurt", private=True, members=EXPERTS),
    Channel("C0PEOPLE", "people-team", "Working here", private=True, members=EXPERTS),
    Channel("G0COMMS", "comms-policy", "Who looks after the rules", private=True, members=COMMS),
)
