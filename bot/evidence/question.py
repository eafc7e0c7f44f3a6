"""What kind of question something is: whether it asks for leave, and to say something."""

from __future__ import annotations

import re

_LONGEST = 200  # characters; a post that ends in a question has mostly said something before
_ASKS_LEAVE = re.compile(
    r"\b(?:(?<!how )(?:may|can|could|should|must|would|will|shall|am|are) (?:i|we)"
    r"|is it|what (?:do|should|can) (?:i|we) do|what if)\b"
    r"|(?:^|, )do (?:i|we) (?!have\b|get\b)"
    r"|^(?:may|can|could|should|must|is|are|does) (?!you\b|there\b|the (?!company|policy|law))\w"
    r"|\b(?:allowed|permitted|forbidden|okay|what now|needs?|enough|fine|matter|problem|rules)\b"
    r"|\b(?:posso|podemos|devo|devemos|tenho de|temos de|e agora)\b",
    re.IGNORECASE,
)
_ASKS_LEAVE_TOO = re.compile(
    r"\bok(?:ay)? (?:to|if|that)\b|\b(?:good|bad) idea\b|\bdo i (?:really )?(?:have|need) to\b"
    r"|\b(?:want to|wanna|gonna|like to|thinking (?:of|about)|plan(?:ning)? to|about to)\b"
    r"|\b(?:pode-se|quero|gostava de|quiero|puedo|debo|debemos|tengo que|tenemos que|hay que)\b"
    r"|\b(?:se puede|puede uno|y ahora|qué hago|o que faço)\b"
    r"|\b(?:puis-je|peut-on|pouvons-nous|dois-je|devons-nous|droit de|ai-je|que faire|faut-il"
    r"|je veux"
    r"|(?:je|on) (?:peux|peut|dois|doit))\b"
    r"|\b(?:(?:darf|kann|muss|soll|sollte|mag) (?:ich|man|es)|(?:dürfen|können|müssen|sollen) wir"
    r"|ich darf|ich (?:will|möchte)|was jetzt|was nun|erlaubt)\b",
    re.IGNORECASE,
)
"""What is told a bot that answers questions, and what would be a draft elsewhere."""
_ASKS = re.compile(r"ask (?!(?:me|us|him|her|them|any\w*|your\w*)\b)", re.IGNORECASE)
"""What whoever forgot a question mark begins with. “Ask me anything” is a post."""
_SPEAKS_OF_POSTING = re.compile(
    r"(?<!the )\b(?:post|posts|posting|hashtags?|tweets?|quote)\b", re.IGNORECASE
)
_ASKS_FACTS = re.compile(
    r"(?:how (?:many|much)|who (?:is|are|was)|which|where (?:is|are)|what did)\b"
    r"|when (?:is|are|will|do|does|did)\b|what time\b|who (?:wrote|made|runs|organi[sz]es)"
    r"|how do i (?:get|sign up|book|order|apply)"
    r"|quant[oa]s?\b|quem (?:e|é|foi)\b|onde (?:e|é|est)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:post(?:s|ed|ing)?|tweet(?:s|ed|ing)?|shar(?:e|ed|ing)|writ(?:e|ing)|wrote|say(?:ing)?|tell"
    r"|publish|publicly|upload|announce|mention|name|tag(?:ged)?|comments?|reply|answer|respond"
    r"|discuss|thread|quote|congratulate|wish"
    r"|followers?|profile|online|videos?|pictures?|photos?|selfie|hashtags?|linkedin|instagram"
    r"|facebook|youtube|tiktok|twitter|mastodon|bluesky|threads|reddit|on x"
    r"|publicar|partilhar|dizer|escrever|contar|responder|nomear|mencionar"
    r"|compartir|decir|escribir|subir|contestar|mencionar|publico|comento"
    r"|publier|poster|partager|dire|raconter|écrire|répondre|mentionner|montrer"
    r"|posten|poste|teilen|schreiben|schreibe|sagen|erzählen|antworten|nennen|erwähnen|zeigen"
    r"|hochladen|veröffentlichen|beitrag|öffentlich|fotos?|vídeos?|selfies?)\b",
    re.IGNORECASE,
)
_ASKS_AT_ALL = re.compile(
    r"(?:what|who|whom|whose|where|when|how|why|which|is|are|do|does|did|will|can|could|has|have"
    r"|was|were|quem|que|onde|quando|como|qual|quais|quant[oa]s?|porque|a que|o que|para que|ha"
    r"|é|há|qué|dónde|cuándo|cómo|cuál|quién|cuánt[oa]s?|hay|¿.*|où|quand|comment|qui|quels?"
    r"|quelles?|combien|pourquoi|est-ce|wo|wer|wen|wem|was|wann|wie|welche[rsn]?|warum|gibt)\b",
    re.IGNORECASE,
)
_LEAST_TO_TELL, LEAST_FOR_LEAVE, _LEAST_OF_POSTS, _LEAST, _LEAST_OF_FACTS = 0.5, 1.0, 3.0, 2.0, 7.0
"""How well a clause must fit: what its words weigh, times the share of the question they cover.

Who asks for leave (may I, do I have to) asks a policy, to say something (post, name, a picture)
more than to bring a dog, and so does who only tells what happened. Anybody else may ask about
anything, and a word in common says little, least of all where a number, a place or a name is asked
for. Measured on tests/rules/policy_questions.jsonl.
"""


def asks_leave(question: str) -> bool:
    """Whether somebody asks what they may or must do."""
    return any(form.search(question) for form in (_ASKS_LEAVE, _ASKS_LEAVE_TOO))


def least_fit(question: str) -> float:
    """Return how well a clause must fit to answer a question."""
    if asks_leave(question):
        return _LEAST_TO_TELL if _TELLS.search(question) else LEAST_FOR_LEAVE
    if not _ASKS_AT_ALL.match(question.strip()):
        return LEAST_FOR_LEAVE
    if _SPEAKS_OF_POSTING.search(question):
        return _LEAST_OF_POSTS
    return _LEAST_OF_FACTS if _ASKS_FACTS.match(question.strip()) else _LEAST


def is_question(text: str) -> bool:
    """Whether a text reads like a question to the policy and not like a post."""
    line = text.strip()
    if not line or len(line) > _LONGEST or "\n" in line:
        return False
    asks = line.endswith("?") and _ASKS_LEAVE.search(line) is not None
    return asks or _ASKS.match(line) is not None
