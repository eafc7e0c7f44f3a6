"""What tone can be about: the words that the reviewer, the organisation and findings share."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """What tone can be about. A category describes the text, never the person who wrote it."""

    HOSTILE = "hostile"
    MOCKING_OR_SARCASTIC = "mocking_or_sarcastic"
    DISPARAGES_COMPETITOR = "disparages_competitor"
    INSENSITIVE_TIMING = "insensitive_timing"
    EXAGGERATED_OR_PUFFERY = "exaggerated_or_puffery"
    OVERPROMISING = "overpromising"
    DEFENSIVE = "defensive"
    OVERLY_INFORMAL = "overly_informal"
    OVERLY_FORMAL = "overly_formal"
    UNCLEAR_OR_JARGON = "unclear_or_jargon"
    EXCLUSIONARY_LANGUAGE = "exclusionary_language"
