"""Reading a reply: the draft, and the comment that it answers where that is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from bot.policy.company import Organisation
from bot.policy.guard.trie import Span
from bot.policy.text.view import fold
from bot.replies.comments import GRAVE, advice_for, kind_of
from bot.replies.hazards import hazards
from bot.replies.issue import acknowledges
from bot.replies.learnt import Told, second_opinion
from bot.replies.lists import Lists, is_foreign, languages, lists_for, lists_of
from bot.replies.reply import Advice, Kind, ReplyReading
from bot.replies.signs import ADDED_UP
from bot.replies.spelled import Spelled
from bot.replies.ticks import Side, empathy, next_step, outside
from bot.verdict import Draft


def read_reply(
    draft: Draft,
    comment: str | None = None,
    names: Iterable[str] = (),
    *,
    guarded: bool = False,
) -> ReplyReading:
    """Return what a reply does for the person it answers, without a language model.

    Without a comment the ticks are judged from the draft alone. `names` are what the organisation
    and its products are called (see `names_of`). On a draft that the guard covers no advice
    is given and no hazard named. In linear time: only the first 4,000 characters are read.
    """
    side, other, unread = sides_of(draft, comment, names)
    ticks = told_by_lists(side, other)
    if other is not None and not unread:
        ticks = second_opinion(side, other, ticks)
    kind = kind_of(other) if other and not guarded else Kind.NONE
    return ReplyReading(
        kind=kind,
        advice=advice_for(kind, offers_next_step=ticks["next_step"] is not None),
        acknowledges=ticks["acknowledges"],
        empathy=ticks["empathy"],
        next_step=ticks["next_step"],
        hazards=() if guarded else hazards(side, names),
        guarded=guarded,
        unread=unread,
    )


def sides_of(
    draft: Draft, comment: str | None, names: Iterable[str] = ()
) -> tuple[Side, Side | None, bool]:
    """Return the draft, the comment where there is one, and whether there are no lists for it."""
    spelled = Spelled(draft.text)
    theirs = Spelled(comment, names) if comment and comment.strip() else None
    unread = is_foreign(spelled, draft.language)
    side = _side(Spelled("") if unread else spelled, lists_for(spelled, draft.lang, theirs))
    # Somebody may well be answered in another language than they wrote in.
    return side, _heard(theirs) if theirs is not None else None, unread


def told_by_lists(draft: Side, comment: Side | None) -> Told:
    """Return where a reply earns its ticks, as the lists of phrases have it."""
    return {
        "acknowledges": acknowledges(draft, comment),
        "empathy": empathy(draft, comment),
        "next_step": next_step(draft, comment),
    }


def _heard(theirs: Spelled) -> Side:
    """Return their side; what is grave is heard in any language, whichever theirs is taken for.

    In another one than theirs a single word may mean something else: there it takes two.
    """
    heard = [_side(theirs, lists) for lists in map(lists_of, languages())]
    own = max(heard, key=lambda side: side.lists.known(theirs, side.found))
    grave: dict[str, list[Span]] = {}
    for side in heard:
        least = 1 if side is own else 2
        for kind in GRAVE:
            meant = outside(side.found.get(kind, ()), side.found.get("harmless", ()))
            grave.setdefault(kind, []).extend(
                span for span in meant if len(theirs.numbers(*span)) >= least
            )
    harmless = own.found.get("harmless", ())
    rest = {
        kind: [*outside(spans, harmless)] if kind in ADDED_UP else spans
        for kind, spans in own.found.items()
        if kind not in grave
    }
    return replace(own, found={kind: spans for kind, spans in {**rest, **grave}.items() if spans})


def _side(spelled: Spelled, lists: Lists) -> Side:
    return Side(spelled, lists.find(spelled), lists)


def coached(
    draft: Draft,
    comment: str | None,
    organisation: Organisation,
    *,
    guarded: bool,
    withheld: bool = False,
) -> ReplyReading:
    """Return what is said of a reply at this organisation, with whom to tell where it is theirs.

    `withheld` where the comment seems to hold a key or password, so that no language model may
    read it.
    """
    told = read_reply(draft, comment, names_of(organisation), guarded=guarded)
    owner = owner_of(told.advice, organisation.contacts)
    return replace(told, owner=owner, withheld=withheld and not guarded)


def owner_of(advice: Advice, contacts: Mapping[str, str]) -> str:
    """Return the channel of those whose matter it is; empty where it is the author's own."""
    return (contacts.get(advice.desk) or contacts.get("default", "")) if advice.desk else ""


def names_of(organisation: Organisation, *, products: bool = True) -> frozenset[str]:
    """Return what the organisation and its products are called, in one case, without # and @."""
    listed = organisation.lists.get("products") if products else None
    return _folded((organisation.name, *organisation.aliases, *(listed.terms if listed else ())))


@cache
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(name).lstrip("#@") for name in names)
