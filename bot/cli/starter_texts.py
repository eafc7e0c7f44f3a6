"""The texts of a company's own rule folder, with gaps for what is known about the company."""

from __future__ import annotations

CORE = """\
# The rules that ship with Checkpost. Leave this folder as it is, so that you can put a newer
# version in its place; what you change stands in your own pack.
"""
OWN = """\
# Your own rules, and your changes to the core pack's: one file a topic, beside this one.
# README.md shows ten changes to copy.
"""
PACKS = """\
# Packs are folders under packs/. They load in this order; a later pack may change the rules of an
# earlier one.
version: 1
packs: [core, {pack}]
"""
PROTECTED = """\
# Speech about one's own working life is left alone: pay, hours, conditions, safety, unions (for or
# against), whistleblowing, discrimination, job loss, criticism of management. Checkpost brings its
# own list; what stands here is added to it, and nothing can be taken away.
#
#   alone      a phrase that is about working life whenever it is said
#   with_work  a word that counts when work is mentioned beside it
version: 1
# alone: [works council at our plant]
# with_work: [on-call rota]
"""
FACTS = """\
# Statements that you have approved, with their source. A rule can offer one as the way out
# (suggest: {fact: its-id}), and the AI compares drafts with them. Take the # away to begin:
version: 1
# facts:
#   - id: uptime
#     statement: "Our service was available 99.95 % of the time in 2026."
#     source: "https://example.com/status"
#     owner: "#comms"
#     valid_from: "2027-01-01"
#     valid_until: "2028-01-01"
facts: []
"""
ORGANISATION = """\
# Your company, as Checkpost knows it. Change a word here and every rule that uses it changes too.
# Lines that start with # are notes for people; Checkpost does not read them.
# Put every name between "quotation marks": then signs such as # : @ do no harm.
version: 1

name: {name}
# Other names, handles and hashtags of the company: aliases: ["@acme", "#Acme"]
{ticker}
# The time zone decides when a quiet period starts. The region is the country whose phone numbers
# may be written without their prefix. The language is the one most posts are in:
# Checkpost speaks it in channels, and to people whose own it lacks.
timezone: {timezone}
region: {region}
language: {language}

# How posts should sound, in three to five traits. The reviewer (the AI, where it is on) reads this;
# rules do not.
voice:
  - trait: Plain
    do: "Say what we did and what we learned, in short sentences."
    dont: "Use words that only colleagues know."
  - trait: Warm
    do: "Name and thank the people who did the work."
    dont: "Make jokes about other people, or about other companies."
  - trait: Concrete
    do: "Give a number with its source, or a place, or an example."
    dont: "Reach for big words such as revolutionary."

# Web addresses anybody may see, and those that only work inside.
{domains}

# Lists of words. A rule takes a list by its name with a dollar sign: $products. A list may be
# empty, but keep its line: rules ask for it.
# secret: true means that nobody outside the comms channel is ever shown the list or told that a
# name stands on it.
lists:
  products:
    terms: {products}

  # Names of things that are not announced. "codenames" finds a name as written here, capitals and
  # all. "codenames_in_passing" is for a name that could be an ordinary word: it is found only
  # beside words such as launch, roadmap or beta.
  codenames:
    secret: true
    terms: {codenames}
  codenames_in_passing:
    secret: true
    terms: {codenames_in_passing}
  # Names that are free from a day on: see launch_embargo in the calendar below.
  launch_names:
    secret: true
    terms: {launch_names}
  launch_names_in_passing:
    secret: true
    terms: {launch_names_in_passing}

  # Customers who agreed to be named, and customers who must not be.
  reference_clients:
    terms: {reference_clients}
  confidential_clients:
    secret: true
    terms: {confidential_clients}
  competitors:
    terms: {competitors}
  # What they are called for short, where that is an ordinary word, too.
  competitors_in_passing:
    terms: {competitors_in_passing}
  # What people say to show that they work for you.
  disclosures:
    terms: {disclosures}
  ticker:
    terms: {ticker_words}
  # Numbers and addresses that are published for everybody to use. Rules never stop at these.
  published_contacts:
    terms: {published_contacts}

  # No rule reads the next two. Take the # away to use them.
  # Where a good story begins: the comms report offers these for a workshop.
  # story_prompts:
  #   terms: ["What did somebody notice that nobody else did?", "What went wrong first?"]
  # Words that several people at once write only when something is wrong. When five people or more
  # check such drafts within an hour, far more than usual, your channel is told, without a name.
  # crisis_words:
  #   terms: [data breach, ransomware, evacuat*, product recall]

# Dates that matter. "until" is the first moment that is free again. In the quiet period before
# results, company figures are graver. Dates that have passed do nothing.
calendar:
  quiet_period: {{from: {quiet_from}, until: {quiet_until}}}
  launch_embargo: {{until: {embargo}}}

# Whom to ask, by topic; default is for all others. The author reads the channel beside the finding.
# Topics that often have a channel of their own: confidential, financial, client, legal,
# personal-data, credential, security, recruiting.
contacts:
  default: {comms}

# The private channel where the people who look after the rules work, and where the weekly
# learning message goes.
channels:
  comms: {comms}
  digest: {comms}

# The weekly learning message: when it is posted, in your own time, and where else. Invite the app
# to each channel. A channel can have it in its own language, and any channel can opt out of it.
# digest:
#   cron: "0 9 * * mon"
#   channels:
#     - {{channel: "#vendas", language: pt}}
#     - {{channel: "#sales", off: true}}
"""
README = """\
# Rules of {name}

What Checkpost knows about your company, as plain text. Keep this folder in a repository: every
change can be read by a colleague before it works.

## What to do next

1. Read `organization.yaml` from top to bottom, and fill the lists. Ten minutes.
2. `checkpost rules check` says what is wrong, with its place and the remedy.
3. `checkpost rules try "a draft of yours"` shows what an author would see.
4. Commit the folder, and set `CHECKPOST_RULES` to it where Checkpost runs.

Your own rules go into `packs/{pack}/`. The core pack stays as it is, so that a newer version can
take its place. `drills/` asks one question a month about safe habits; give each a `how:` that leads
to your own page. `GUIDE.md` teaches the rest in twenty minutes, with ten changes to copy.
"""
