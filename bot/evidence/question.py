"""What kind of question something is: whether it asks for leave, and to say something."""

from __future__ import annotations

from bot.languages.lists import form

_LONGEST = 200  # characters; a post that ends in a question has mostly said something before
_LEAST_TO_TELL, LEAST_FOR_LEAVE, _LEAST_OF_POSTS, _LEAST, _LEAST_OF_FACTS = 0.5, 1.0, 3.0, 2.0, 7.0
"""How well a clause must fit: what its words weigh, times the share of the question they cover.

Who asks for leave (may I, do I have to) asks a policy, to say something (post, name, a picture)
more than to bring a dog, and so does who only tells what happened. Anybody else may ask about
anything, and a word in common says little, least of all where a number, a place or a name is asked
for. Measured on the known questions, questions.yaml.
"""


def asks_leave(question: str) -> bool:
    """Whether somebody asks what they may or must do."""
    return any(form(kind).search(question) for kind in ("asks_leave", "asks_leave_of_us"))


def tells(question: str) -> bool:
    """Whether somebody asks about saying or showing something to others."""
    return form("tells").search(question) is not None


def least_fit(question: str) -> float:
    """Return how well a clause must fit to answer a question."""
    if asks_leave(question):
        return _LEAST_TO_TELL if tells(question) else LEAST_FOR_LEAVE
    if not form("asks_anything").match(question.strip()):
        return LEAST_FOR_LEAVE
    if form("speaks_of_posts").search(question):
        return _LEAST_OF_POSTS
    return _LEAST_OF_FACTS if form("asks_facts").match(question.strip()) else _LEAST


def is_whole(words: str) -> bool:
    """Whether what people ask with is a whole question and not a word or a phrase."""
    return words.endswith("?")


def is_question(text: str) -> bool:
    """Whether a text reads like a question to the policy and not like a post."""
    line = text.strip()
    if not line or len(line) > _LONGEST or "\n" in line:
        return False
    asks = line.endswith("?") and form("asks_leave").search(line) is not None
    return asks or form("asks").match(line) is not None
