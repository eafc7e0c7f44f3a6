"""English and Portuguese words for numbers, and how those numbers are written in digits."""

from __future__ import annotations

NUMBER_WORDS = {
    "zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13",
    "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
    "nineteen": "19", "dozen": "12", "dozens": "12",
    "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
    "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100", "hundreds": "100",
    "thousand": "1000", "thousands": "1000", "million": "1m", "millions": "1m",
    "billion": "1bn", "billions": "1bn", "trillion": "1tn", "trillions": "1tn",
    "half": "1/2", "halved": "1/2", "halves": "1/2", "third": "1/3", "thirds": "1/3",
    "quarter": "1/4", "quarters": "1/4", "fifth": "1/5", "tenth": "1/10",
    "once": "1x", "twice": "2x", "thrice": "3x", "double": "2x", "doubled": "2x", "doubles": "2x",
    "doubling": "2x", "triple": "3x", "tripled": "3x", "triples": "3x", "tripling": "3x",
    "quadruple": "4x", "quadrupled": "4x",
}  # fmt: skip
NUMBER_WORDS |= {
    f"{word}fold": f"{number}x" for word, number in NUMBER_WORDS.items() if number.isdecimal()
}
_PORTUGUESE = {
    "dois": "2", "duas": "2", "três": "3", "quatro": "4", "cinco": "5", "seis": "6", "sete": "7",
    "oito": "8", "nove": "9", "dez": "10", "onze": "11", "doze": "12", "treze": "13",
    "catorze": "14", "quinze": "15", "dezasseis": "16", "dezassete": "17", "dezoito": "18",
    "dezanove": "19", "vinte": "20", "trinta": "30", "quarenta": "40", "cinquenta": "50",
    "sessenta": "60", "setenta": "70", "oitenta": "80", "noventa": "90", "cem": "100",
    "milhão": "1m", "milhões": "1m", "metade": "1/2", "dobro": "2x", "triplo": "3x",
}  # fmt: skip
_TENS = {word: number for word, number in NUMBER_WORDS.items() if word.endswith("ty")}
_ONES = {word: n for word, n in NUMBER_WORDS.items() if len(n) == 1 and n != "0"} | {"one": "1"}
NUMBER_WORDS |= {
    f"{ten}-{one}": str(int(_TENS[ten]) + int(_ONES[one])) for ten in _TENS for one in _ONES
}
NUMBER_WORDS |= _PORTUGUESE
