"""The policy text that a company begins with: four clauses to make its own."""

from __future__ import annotations

from bot.policy.changes.quoting import note, quoted


def policy_text(name: str, comms: str) -> str:
    """Return posting.md for a company of that name, whose comms team has that channel."""
    title = f"{name} and social media"
    return _POLICY.format(name=note(name), title=quoted(title), comms=quoted(comms))


_POLICY = """\
---
title: {title}
owner: {comms}
---

# {name} and social media

What `/checkpost ask` answers from. Each clause has a heading, a name in braces that never changes,
a paragraph or two in plain words, and an example either way. Add `link:` above, with the address
where people can read all of it. Words that people ask with go into a line under the clause, such as
“Also asked as: buyer, account we won”.

## Your pay, your hours, your conditions {{#your-rights}}

Yes, you may talk about your pay, your hours and your working conditions, with colleagues and in
public. The same goes for safety at work, discrimination, unions and criticism of management.

- Answers the guard: yes
- Like this: "My shift ended at nine again. I think we need more people."

## Say that you work here {{#disclosure}}

When you praise our products or the company, say in the first line that you work here.

- Topics: disclosure

## Customers and clients {{#clients}}

Name a customer only if they agreed to be named. For all others, say what kind of organisation it
is.

- Topics: client

## What is not announced yet {{#projects}}

Products, projects and deals are named once the company has announced them.

- Topics: confidential
"""
