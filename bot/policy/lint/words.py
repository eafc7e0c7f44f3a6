"""The words the linter looks for: what chills protected speech, what blames, what is everyday."""

from __future__ import annotations

_VAGUE = "can be read to forbid criticism of work, which is protected"
_MEDIA = "can be read to forbid people to speak for themselves"
_WORKING_LIFE = "is about working life, which people may always speak of"

CHILLING: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        (
            "inappropriate",
            "unprofessional",
            "negativ*",
            "disparag*",
            "bad light",
            "respectful",
            "friendly",
            "embarrass*",
        ),
        (_VAGUE, "Name what is meant: threats, slurs, a false statement about a product."),
    ),
    **dict.fromkeys(
        ("get approval before", "do not discuss", "don't discuss", "must not discuss"),
        (_MEDIA, "Say which facts must stay inside, and offer words that are fine."),
    ),
    "confidential": (
        "is undefined and can be read to cover pay and working conditions",
        "Name it: an unreleased product, a client's name, figures before their publication.",
    ),
    "legal matters": (_MEDIA, "Name it: what our lawyers advised in a dispute."),
    "media": (_MEDIA, "Say that only the press team speaks in the company's name."),
    "completely accurate": (
        "asks more than people can know, and can be read to forbid complaints",
        "Ask for a source instead.",
    ),
    **dict.fromkeys(
        ("politic*", "religion", "religious"),
        ("cannot be off limits for people who speak for themselves", "Limit it to “we” and “our”."),
    ),
    **dict.fromkeys(
        ("salary", "salaries", "pay", "union*", "shift", "shifts", "overtime", "hr investigation*"),
        (_WORKING_LIFE, "Take it out: the guard leaves such drafts alone."),
    ),
}

WORKING_LIFE = frozenset(
    entry for entry, (reason, _) in CHILLING.items() if reason == _WORKING_LIFE
) | {"politic*", "religion", "religious"}
"""What is chilling even as a single word that a rule looks for."""

FINE = (
    *("carbon negativ*", "net negativ*", "climate negativ*", "false negativ*", "hiv negativ*"),
    *("social media", "media quer*", "media player*", "mixed media", "confidential computing"),
    *("union of sets", "european union", "customer union", "shift left", "pay attention"),
    *("politician*", "pay for"),
)
"""Phrases in which a word of the list means something else."""

BLAMING = (
    *("you violated", "violat*", "you broke", "in breach", "offence", "offense", "forbidden"),
    *("prohibited", "not allowed", "not permitted", "unacceptable", "you failed", "misconduct"),
    *("you must not", "disciplinary", "punish*"),
)

COMMON = frozenset(
    """about after again all also always and any are ask back bad be because been before best better
    big but buy by call can case change clear come company cool cost could customer customers data
    day days deal different do done down early easy end even ever every example fact fast feel few
    find first for free from full fun future get give go going good great growth guess had hard has
    have help her here high him his home hope how idea if important in into is it job join just keep
    key kind know large last later launch lead learn leave left less let life like little live long
    look lot love low made make man many market maybe mean meet might money more most move much must
    my name need never new news next nice no not nothing now number of off offer often old on once
    one only open or other our out over own part people perfect place plan play please point post
    power press price problem product project public put question quite ready real really release
    report result results right run safe said same save say see sell send set share she should show
    side since small so some something soon start state stay still stop story strong such support
    sure take talk team tell test than thank thanks that the their them then there these they thing
    things think this those time to today together too top true try turn two under until up update
    us use value very view visit want war was watch water way we week well were what when where
    which while white who why will win wish with woman word words work working world would write
    wrong year years yes yet you young your""".split()  # noqa: SIM905 -- a paragraph of words reads better than a list
)
