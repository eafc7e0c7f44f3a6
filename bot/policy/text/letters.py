"""What single characters are to the folded view: invisible, straightened, styled, confusable."""

from __future__ import annotations

import re
import unicodedata

# Unicode's Default_Ignorable_Code_Point: soft hyphens, zero-width and bidi characters, variation
# selectors, tags, and the fillers that draw nothing.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# Marks that found no letter to melt into: lines through and under words, letters heaped with marks.
LOOSE_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u20d0-\u20f0\ufe20-\ufe2f]")

STRAIGHT = (
    dict.fromkeys("‘’‚‛′‵ʼ＇´ʹ", "'")
    | dict.fromkeys("“”„‟″‶«»＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹣－⁃", "-")
)

# Alphabets that text generators offer and NFKC leaves alone: small capitals, circled, squared.
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_CIRCLED = {
    chr(start + number): chr(ord("A") + number)
    for start in (0x1F150, 0x1F170)
    for number in range(26)
}
STYLED = _SMALL_CAPITALS | _CIRCLED

# Letters that look Latin, used only inside words that mix scripts.
_CYRILLIC = dict(zip("АВСЕНІЈКМОРԚЅТԜХУ", "ABCEHIJKMOPQSTWXY", strict=True)) | dict(
    zip("асԁеһіјӏорԛѕԝхуѵ", "acdehijlopqswxyv", strict=True)
)
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)) | dict(
    zip("αινορυχγ", "aivopuxy", strict=True)
)
_ARMENIAN = dict(zip("օոսհցզ", "onuhgq", strict=True))
CONFUSABLE = _CYRILLIC | _GREEK | _ARMENIAN

# Written without spaces between words: a word may begin and end anywhere in them.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff]"
)
_ASCII_WORD = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def in_word(letter: str) -> bool:
    """Whether a character belongs to words: letters, digits and the marks on them."""
    if letter in _ASCII_WORD:
        return True
    # isalnum() would also take footnote figures and fractions.
    return letter > "\x7f" and (
        letter.isalpha() or letter.isdecimal() or unicodedata.category(letter)[0] == "M"
    )


def joins(left: str, right: str) -> bool:
    """Whether two characters side by side belong to one word, so that none ends between them."""
    if left <= "\x7f" and right <= "\x7f":
        return left in _ASCII_WORD and right in _ASCII_WORD
    return (in_word(left) and in_word(right)) and not (
        _UNSPACED.match(left) or _UNSPACED.match(right)
    )
