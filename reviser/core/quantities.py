"""Dates, numbers and units in English text, compared by meaning: different notations of the same value are equal."""

import re

MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|May)"
)
YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[/–-]\s?\d{1,2}(?:st|nd|rd|th)?)?"
DATE = re.compile(
    rf"(?<![\w.,])(?:{_DAY}\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?"
    rf"|(?!May\b){MONTH}(?:\s{_DAY}(?![\w%]))?(?:,?\s{YEAR})?\b"
    rf"|May\s(?:{_DAY}(?![\w%])(?:,\s{YEAR})?|{YEAR})|(?<=[a-z]\s)May\b"
    rf"|\d{{4}}-\d\d-\d\d|(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])[/.](?:\d{{4}}|\d\d)?(?!\d)"
    rf"|(?:0?[1-9]|1[0-2])/(?:1[0-9]|2\d|3[01])(?!\d)|{YEAR}\s?[–/-]\s?(?:\d{{4}}|\d\d)(?!\d)"
    rf"|{YEAR}s|['’]\d0s|(?:\w+th|\w+first|\w*second|\w*third|\d+(?:st|nd|rd))[ -]centur(?:y|ies)"
    rf"|(?:1[5-9]|20)\d\d(?![\d%‰]|[.,:/]\d|\s?%)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?i:yesterday|tomorrow)\b)"
)  # fmt: skip
_YEARS = re.compile(rf"({YEAR})\s?[–/-]\s?(\d{{4}}|\d\d)")
_DIGITS = r"[-+−]?(?<![\w.])\d+(?:[.,:/\u00a0\u202f’']\d+)*(?:st|nd|rd|th)?"
_UNITS = {
    "km": "km kilometre kilometres kilometer kilometers", "m": "m metre metres meter meters", "cm": "cm", "mm": "mm",
    "mi": "mi mile miles", "ft": "ft foot feet", "in": "inch inches", "yd": "yd yard yards",
    "kg": "kg kilogram kilograms",
    "g": "g gram grams", "mg": "mg", "lb": "lb lbs pound pounds", "t": "ton tons tonne tonnes",
    "l": "l L litre litres liter liters",
    "ml": "ml mL", "%": "% percent", "‰": "‰", "s": "s second seconds", "min": "min minute minutes",
    "h": "h hour hours",
    "ms": "ms", "day": "day days", "week": "week weeks", "month": "month months", "year": "year years", "mph": "mph",
    "acre": "acre acres", "ha": "ha hectare hectares",
    "°C": "°C", "°F": "°F", "°": "° degree degrees", "W": "W", "kW": "kW",
    "MW": "MW", "GW": "GW", "V": "V", "Hz": "Hz", "kB": "kB KB", "MB": "MB", "GB": "GB", "TB": "TB",
    "$": "dollar dollars", "€": "euro euros", "cent": "cent cents",
}  # fmt: skip
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_UNIT = "|".join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True))
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_WORTH = {word: str(worth) for worth, word in enumerate(_SMALL.split()) if worth > 1}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORTH |= {word: f"{worth}0" for worth, word in enumerate(_TENS.split(), 2)}
_ORDINALS = {
    word: f"{place}{'st nd rd'.split()[place - 1] if place < 4 else 'th'}"
    for place, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_AMOUNTS = (
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half twice thrice"
    " double triple quarter quarters thirds"
)
_WORTH |= _ORDINALS | {word: word for word in _AMOUNTS.split()}
_COUNTED = "|".join(sorted(_WORTH, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<money>(?:US\s?|A|C)?[$£€¥]\s?)?(?P<digits>{_DIGITS})"
    rf"(?:[\s-]?(?P<unit>sq(?:uare)?\s)?(?P<measure>per\scent|{_UNIT})(?P<power>\s?[²³])?(?![\w]))?"
    rf"|\b(?P<word>(?i:{_COUNTED}))\b(?:[\s-](?P<unit2>per\scent|{_UNIT})(?!\w))?"
)
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f’'](?=\d{3}(?!\d))")
_LINKING = re.compile(r"(?:^|[.!?]\s+)(?:First|Second|Third|Fourth)(?:,|\sof\sall)|\bat first\b")


def dates(text: str) -> dict[str, str]:
    """The dates in a text as written, by their parts in any order: "May 17th" and "17 May" are one day; "1892/93" and
    "1892–1893" are the same years."""
    dates_by_key: dict[str, str] = {}
    for match in DATE.finditer(text):
        shown = match.group()
        if years := _YEARS.fullmatch(shown):
            dates_by_key.setdefault(f"{years[1]} {years[1][: 4 - len(years[2])]}{years[2]}", shown)
            continue
        parts = re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|\.$", "", shown.lower()))
        numeric = "/" in shown or re.fullmatch(r"\d+[-.]\d+[-.]\d+", shown) is not None
        dates_by_key.setdefault(" ".join(parts if numeric else sorted(parts)), shown)
    return dates_by_key


def quantities(text: str) -> dict[str, tuple[str, str]]:
    """Numbers in digits (with any thousands separator) and in words: by value, each as written in the text, with its
    unit."""
    by_key: dict[str, tuple[str, str]] = {}
    text = _LINKING.sub(" ", text)
    for match in _NUMBER.finditer(text):
        if match["word"]:
            key, unit = _WORTH[match["word"].lower()], match["unit2"] or ""
        else:
            if text.startswith(")", match.end()) and text.rfind("(", 0, match.start()) <= text.rfind(
                ")", 0, match.start()
            ):
                continue  # the number of a list item
            key, unit = _THOUSANDS.sub("", match["digits"]).lstrip("+").replace("−", "-"), match["measure"] or ""
            key = re.sub(r"(?<=\d)\.0+$", "", key)
        unit = "%" if unit.startswith("per") else _UNIT_OF.get(unit, unit)
        if match["money"]:
            unit = match["money"].replace(" ", "")
        unit = ("sq " if match["unit"] or "²" in (match["power"] or "") else "") + unit
        by_key.setdefault(key, (match.group().strip(), unit))
    return by_key
