"""The policy text that a company begins with: four clauses to make its own."""

from __future__ import annotations

from bot.policy.changes.quoting import note, quoted


def policy_text(name: str, comms: str) -> str:
    """Return posting.md for a company of that name, whose comms team has that channel."""
    title = f"{name} and social media"
    asked = {clause: " ".join(words.split()) for clause, words in _ASKED.items()}
    return _POLICY.format(name=note(name), title=quoted(title), comms=quoted(comms), **asked)


_ASKED = {
    "rights": """
        pay, salary, wage, bonus, what i earn, raise, overtime, shift, working hours,
        breaks, workload, understaffed, unsafe, accident at work, union, works council,
        strike, layoffs, laid off, discriminated, harassed, my boss, my manager, complain,
        criticise company, whistleblower
    """,
    "disclosure": """
        recommend our, praise, our own product, brag, promote our, who i work for, my
        employer, employee, disclose, my bio, hashtag enough, friend asked which, review our
        product
    """,
    "clients": """
        client, customer, buyer, account we won, who buys, uses our, logo, reference,
        customer visit, tag customer, supplier, success story
    """,
    "projects": """
        unreleased, launch, release date, coming soon, sneak peek, teaser, prototype,
        roadmap, secret, embargo, not public yet, deal, contract, merger, new product, what
        i am working on, hint, confidential
    """,
}
"""The words that people ask for each clause with; in the file they stand on one line."""

_POLICY = """\
---
title: {title}
owner: {comms}
---

# {name} and social media

What `/checkpost ask` answers from. Each clause has a heading, a name in braces that never changes,
a paragraph or two in plain words, and an example either way. Add `link:` above, with the address
where people can read all of it.

The lines “Also asked as” hold the words that people ask with; nobody sees them in an answer. Try
`checkpost ask "…"`: where a question finds nothing or the wrong clause, add its words to the right
one, with commas between them. A line “Also asked in pt:” is for Portuguese; es, fr and de work too.

## Your pay, your hours, your conditions {{#your-rights}}

Yes, you may talk about your pay, your hours and your working conditions, with colleagues and in
public. The same goes for safety at work, discrimination, unions and criticism of management.

- Answers the guard: yes
- Like this: "My shift ended at nine again. I think we need more people."
- Also asked as: {rights}

## Say that you work here {{#disclosure}}

When you praise our products or the company, say in the first line that you work here.

- Topics: disclosure
- Like this: "I work here, and I am proud of what we made."
- Also asked as: {disclosure}

## Customers and clients {{#clients}}

Name a customer only if they agreed to be named. For all others, say what kind of organisation it
is.

- Topics: client
- Like this: "A food company saved a week with this."
- Also asked as: {clients}

## What is not announced yet {{#projects}}

Products, projects and deals are named once the company has announced them.

- Topics: confidential
- Like this: "It is announced, and here is what my team did."
- Also asked as: {projects}
"""
