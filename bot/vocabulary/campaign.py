"""A campaign on the shelf: what is true, angles to begin from, partners, and its dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Angle:
    """A way to begin a post of one's own: a question to think about, never a text to copy."""

    id: str
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class ShelfLink:
    """A page worth linking to. `tag` marks the campaign in the link and never a person."""

    title: str
    url: str
    tag: str = ""

    @property
    def tagged(self) -> str:
        """The address with the campaign's tag, where it has one."""
        if not self.tag:
            return self.url
        return f"{self.url}{'&' if '?' in self.url else '?'}utm_campaign={self.tag}"


@dataclass(frozen=True, slots=True)
class Partner:
    """Another organisation in a campaign: why we trust it, and what a post says beside its name."""

    name: str
    why: str
    checked_on: date
    disclosure: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """One initiative. Moments are in UTC; None: at any time.

    Until just before `embargo` it must not be named, from `expires` on it is over. `names` are how
    it is called, `facts` the ids of approved statements.
    """

    id: str
    title: str
    initiative: str
    owner: str
    angles: tuple[Angle, ...]
    names: tuple[str, ...] = ()
    embargo: datetime | None = None
    expires: datetime | None = None
    languages: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    links: tuple[ShelfLink, ...] = ()
    hashtags: tuple[str, ...] = ()
    partners: tuple[Partner, ...] = ()

    def is_on_the_shelf(self, at: datetime) -> bool:
        """Whether people may begin a post from it: announced, and not over."""
        announced = self.embargo is None or self.embargo <= at
        return announced and (self.expires is None or at < self.expires)

    def angle(self, angle_id: str) -> Angle | None:
        """Return the angle of this id."""
        return next((angle for angle in self.angles if angle.id == angle_id), None)

    def told(self, tell: Callable[[str], str]) -> Campaign:
        """Return the campaign as `tell` says each of its texts; names and addresses stay."""
        return replace(
            self,
            title=tell(self.title),
            initiative=tell(self.initiative),
            angles=tuple(
                replace(each, title=tell(each.title), hint=tell(each.hint)) for each in self.angles
            ),
            links=tuple(replace(each, title=tell(each.title)) for each in self.links),
            partners=tuple(replace(each, why=tell(each.why)) for each in self.partners),
        )

    @property
    def spellings(self) -> tuple[str, ...]:
        """How people write its names: as they are, in one word, with hyphens, without a sign."""
        return tuple(dict.fromkeys(way for name in self.names for way in _spelled(name)))

    @property
    def readings(self) -> tuple[str, ...]:
        """What people read of it in their own language: all but names and what links are called."""
        titles = (angle.title for angle in self.angles)
        return (*self.texts, *titles, *(each.why for each in self.partners))

    @property
    def titles(self) -> tuple[str, ...]:
        """What it and its links are called."""
        return (self.title, *(each.title for each in self.links))

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands on the shelf in its own words."""
        return (self.initiative, *(angle.hint for angle in self.angles))


def _spelled(name: str) -> Iterator[str]:
    yield name
    words = name.split()
    if len(words) > 1:
        yield from ("".join(words), "-".join(words))
    elif sum(letter.isupper() for letter in name) > 1:  # #Doors without its sign is any door
        yield name.lstrip("#")
