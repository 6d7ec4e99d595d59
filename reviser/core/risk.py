"""What a person should look at twice before accepting: a changed number, name, negation, modal, quotation, link ….

Offline and pure: only the edit and the text around it are read. A flag is a reason to look, not a verdict. What is
read as one thing (an address, a date) is taken out before the next kind is looked for, so that "15 May 1987" is a date
and neither a number nor a modal. Measured in `tests/benchmarks/eval_risk.py`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviser.core.blockquotes import in_block_quotation
from reviser.core.edit import Edit, RiskFlag
from reviser.core.invisible_characters import brought_in, named
from reviser.core.segment import sentence_at
from reviser.core.text import Span

_MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|May)"
)
_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[/–-]\s?\d{1,2}(?:st|nd|rd|th)?)?"
_DATE = re.compile(
    rf"(?<![\w.,])(?:{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
    rf"|(?!May\b){_MONTH}(?:\s{_DAY}(?![\w%]))?(?:,?\s{_YEAR})?\b"
    rf"|May\s(?:{_DAY}(?![\w%])(?:,\s{_YEAR})?|{_YEAR})|(?<=[a-z]\s)May\b"
    rf"|\d{{4}}-\d\d-\d\d|(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])[/.](?:\d{{4}}|\d\d)?(?!\d)"
    rf"|(?:0?[1-9]|1[0-2])/(?:1[0-9]|2\d|3[01])(?!\d)|{_YEAR}\s?[–/-]\s?(?:\d{{4}}|\d\d)(?!\d)"
    rf"|{_YEAR}s|['’]\d0s|(?:\w+th|\w+first|\w*second|\w*third|\d+(?:st|nd|rd))[ -]centur(?:y|ies)"
    rf"|(?:1[5-9]|20)\d\d(?![\d%‰]|[.,:/]\d|\s?%)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?i:yesterday|tomorrow)\b)"
)  # fmt: skip
_YEARS = re.compile(rf"({_YEAR})\s?[–/-]\s?(\d{{4}}|\d\d)")
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
_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot hardly scarcely barely seldom unless".split()
)
_OPPOSITE = re.compile(r"(?:un|in|im|ir|il|dis|non-?)(\w{4,})")
_DENIES_NOTHING = re.compile(r"(?i)(?<=\bwhether)\s+or\s+not\b")
_MODALS = frozenset("must shall should may might can could will would ought".split())
_OBLIGED = re.compile(r"(?i)\b(ha)(?:ve|s|d|ving)\s+to\b|\b(need)(?:s|ed|ing)?\s+to\b")
# Also where the apostrophe was left out: "dont" denies as "don't" does.
_CONTRACTED = re.compile(
    r"(?i)\b(?:(\w+?)n[’']t|(do|does|did|is|are|was|were|have|has|had|would|could|should|must|ca|wo)nt)\b"
)
_IRREGULAR = {"wo": "will", "sha": "shall", "ca": "can", "ai": "is"}
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_STARTS = re.compile(r"(?:^|[.!?:;…](?:[”\"’)])*\s*|\n)[\s“‘'\"(\[–¤#>*_+|•–-]*(?:\d{1,3}\)\s+)?$")
_COMMON = frozenset(
    "a an the this that these those it he she they we i you in on at by for of to from with as and or but if when while"
    " since after before because although though however moreover also then there here one some many most all any each"
    " every no not its his her their our my your what which who how why where during until under over both such even"
    " other another first second third gps tv cd dvd pc ai ceo ok i'm i’m i've i’ve i'd i’d i'll i’ll".split()
)
_ENDING = re.compile(r"(?:[’']s?|ians?|ans?|ns?|ish|ism|y|s|a|ia)$")
_LINK = re.compile(r"(?i)\b(?:https?://|www\.|mailto:)[^\s<>\"”]*[^\s<>\"”.,;:!?)]|\b[\w.+-]+@[\w-]+\.[\w.-]*\w\b")
_CITATION = re.compile(
    rf"\[\d+(?:\s*[,–-]\s*\d+)*\]|\((?!{_MONTH})(?:see |cf\. |e\.g\.,? )?[A-Z][^()\d]*?,?\s"
    rf"(?:{_YEAR}[a-z]?(?:[:,]\s?(?:pp?\.\s?)?\d+)?|(?:pp?\.\s?)?\d{{1,3}})\)"
    rf"|\\cite\w*\{{[^}}]*\}}|\[@[^\]]+\]|[A-Z][\w-]+\set\sal\.?,?\s\(?{_YEAR}[a-z]?\)?|\b[A-Z]\w+,\s\d{{2,3}}(?=\s[A-Z])"
    rf"|\b(?:[Vv]ol(?:ume|\.)\s\d+,\s)?pp?\.\s?\d+(?:\s?[–-]\s?\d+)?(?:\s\((?:{_MONTH}\s)?{_YEAR}\))?"
)
_CODE = re.compile(r"`[^`\n]+`")
_MATHS = re.compile(r"\$(?=\S)[^$\n]*[^\s$]\$(?!\d)|\\\([^\n]+?\\\)|\\[a-zA-Z]+\b|[=<>≤≥≈±×÷∑∫√∞∈]")
# Kind, pattern, and what has to stand in a text for the pattern to be worth a look.
_TAKEN_OUT = (
    ("link", _LINK, re.compile(r"(?i)://|www|mailto|@")),
    ("code", _CODE, re.compile(r"`")),
    ("citation", _CITATION, re.compile(r"\d|[@\\]")),
    ("maths", _MATHS, re.compile(r"[$\\=<>≤≥≈±×÷∑∫√∞∈]")),
)
_MARKS = str.maketrans("“”„«»", '"""""')
_FAR = 1000  # code points around an edit in which a quotation that began in an earlier sentence is looked for
_PLURAL = {"maths": "maths", "code": "code"}


def risks(base: str, edit: Edit, sentence: Span | None = None) -> tuple[RiskFlag, ...]:
    """The flags of `edit`, which fits `base`; one for each kind of thing that it changes. `sentence`: the one that
    `edit` begins in, where the caller knows it."""
    sentence = sentence or sentence_at(base, edit.start)
    end = max(sentence.end, edit.end)
    old = base[sentence.start : end]
    new = old[: edit.start - sentence.start] + edit.after + old[edit.end - sentence.start :]
    flags = [_quotation(base, edit, old, new)]
    for kind, pattern, sign in _TAKEN_OUT:
        if sign.search(old) or sign.search(new):
            flags.append(_compared(kind, Counter(pattern.findall(old)), Counter(pattern.findall(new))))
            old, new = pattern.sub(" ¤ ", old), pattern.sub(" ¤ ", new)
    turned = sorted(_WORD.findall(edit.before)) == sorted(_WORD.findall(edit.after))
    dates, later = _dates(old), _dates(new)
    flags.append(_known("date", dates, later))
    old, new = _DATE.sub(" ¤ ", old), _DATE.sub(" ¤ ", new)
    flags += _numbers(old, new, turned)
    flags.append(_names(old, new, turned))
    ours, theirs = _lowered(old), _lowered(new)
    flags.append(_negation(ours, theirs))
    flags.append(_compared("modal", _only(ours, _MODALS), _only(theirs, _MODALS)))
    return tuple(flag for flag in (unseen_signs(base, edit), *flags) if flag is not None)


def unseen_signs(base: str, edit: Edit) -> RiskFlag | None:
    """What `edit` brings into `base` that nobody sees."""
    signs = brought_in(edit.before, edit.after, base)
    if not signs:
        return None
    many = len(signs) > 1
    return RiskFlag("sign", f"the sign{'s' if many else ''} {named(signs)} {'are' if many else 'is'} new")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states that a revision must not lose. Numbers and dates by what they mean, names by their stem, each
    with how it stands in the text; negations with how often; `stems` of all words."""

    numbers: Mapping[str, str]
    dates: Mapping[str, str]
    names: Mapping[str, str]
    negations: Mapping[str, int]
    stems: frozenset[str]


def facts(text: str) -> Facts:
    """The facts of a whole text; addresses, code, citations and maths are not looked into."""
    for _, pattern, sign in _TAKEN_OUT:
        if sign.search(text):
            text = pattern.sub(" ¤ ", text)
    dates = _dates(text)
    text = _DATE.sub(" ¤ ", text)
    numbers = {f"{key} {unit}".strip(): shown for key, (shown, unit) in _quantities(text).items()}
    negations = Counter(word for word in _lowered(text) if word in _NEGATIONS)
    stems = frozenset(_stem(word) for word in _WORD.findall(text))
    return Facts(numbers, dates, _named(text), negations, stems)


def _compared(kind: str, old: Counter[str], new: Counter[str]) -> RiskFlag | None:
    """What is no longer there as often, in words; None where all is."""
    return _flag(kind, list((old - new).elements()), list((new - old).elements()))


def _known(kind: str, old: Mapping[str, str], new: Mapping[str, str]) -> RiskFlag | None:
    """As `_compared` where saying a thing twice says no more: what it means, and how it stands in the text."""
    gone = [shown for key, shown in old.items() if key not in new]
    return _flag(kind, gone, [shown for key, shown in new.items() if key not in old])


def _flag(kind: str, gone: list[str], come: list[str]) -> RiskFlag | None:
    if gone and come:
        return RiskFlag(kind, f"{_said(kind, gone)} became {_said(kind, come)}")
    if not gone and not come:
        return None
    things = gone or come
    many = len(things) > 1 and kind not in _PLURAL
    return RiskFlag(
        kind,
        f"the {kind}{'s' if many else ''} {_said(kind, things)} {'are' if many else 'is'} {'gone' if gone else 'new'}",
    )


def _said(kind: str, things: list[str]) -> str:
    plain = kind in {"number", "unit", "date", "modal"}
    shown = [" ".join(thing.split()) for thing in things[:3]]
    shown = [thing if len(thing) <= 60 else thing[:59].rstrip() + "…" for thing in shown]
    return ", ".join(thing if plain else f"“{thing}”" for thing in shown) + (" …" if len(things) > 3 else "")


def _dates(text: str) -> dict[str, str]:
    """By its parts in any order: "May 17th" and "17 May" are one day; "1892/93" and "1892–1893" are the same years."""
    found: dict[str, str] = {}
    for match in _DATE.finditer(text):
        shown = match.group()
        if years := _YEARS.fullmatch(shown):
            found.setdefault(f"{years[1]} {years[1][: 4 - len(years[2])]}{years[2]}", shown)
            continue
        parts = re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|\.$", "", shown.lower()))
        numeric = "/" in shown or re.fullmatch(r"\d+[-.]\d+[-.]\d+", shown) is not None
        found.setdefault(" ".join(parts if numeric else sorted(parts)), shown)
    return found


def _numbers(old: str, new: str, turned: bool) -> list[RiskFlag | None]:
    ours, theirs = _quantities(old), _quantities(new)
    before, after = ({key: shown for key, (shown, _) in found.items()} for found in (ours, theirs))
    number = _known("number", before, after)
    if number is None and turned and list(before) != list(after):
        number = RiskFlag(
            "number", f"{_said('number', [*before.values()])} became {_said('number', [*after.values()])}"
        )
    changed = [key for key in ours if key in theirs and ours[key][1] != theirs[key][1]]
    if not changed:
        return [number]
    was, now = [ours[key][0] for key in changed], [theirs[key][0] for key in changed]
    return [number, _flag("unit", was, now)]


def _quantities(text: str) -> dict[str, tuple[str, str]]:
    """Numbers in digits, however their thousands are parted, and in words: as they stand in the text, and the unit."""
    found: dict[str, tuple[str, str]] = {}
    text = _LINKING.sub(" ", text)
    for match in _NUMBER.finditer(text):
        if match["word"]:
            key, unit = _WORTH[match["word"].lower()], match["unit2"] or ""
        else:
            if text.startswith(")", match.end()) and text.rfind("(", 0, match.start()) <= text.rfind(
                ")", 0, match.start()
            ):
                continue  # the mark of a list
            key, unit = _THOUSANDS.sub("", match["digits"]).lstrip("+").replace("−", "-"), match["measure"] or ""
            key = re.sub(r"(?<=\d)\.0+$", "", key)
        unit = "%" if unit.startswith("per") else _UNIT_OF.get(unit, unit)
        if match["money"]:
            unit = match["money"].replace(" ", "")
        unit = ("sq " if match["unit"] or "²" in (match["power"] or "") else "") + unit
        found.setdefault(key, (match.group().strip(), unit))
    return found


def _names(old: str, new: str, turned: bool) -> RiskFlag | None:
    """Words with a capital that no sentence begins with; or one does, and another capital follows."""
    ours, theirs = _named(old), _named(new)
    here, there = (_words_of(text) for text in (old, new))
    gone = [shown for key, shown in ours.items() if key not in there]
    come = [shown for key, shown in theirs.items() if key not in here]
    if not gone and not come and turned and list(ours) != list(theirs) and ours.keys() == theirs.keys():
        gone, come = list(ours.values()), list(theirs.values())
    return _flag("name", gone, come)


def _words_of(text: str) -> set[str]:
    """The stems of the words, and how each is written without an apostrophe: "Its", "It's" and "it is" are about the
    same thing."""
    found: set[str] = set()
    for word in _WORD.findall(text):
        bare = re.sub(r"[’']", "", word.lower())
        found |= {_stem(word), bare, re.sub(r"s$", "", bare), _stem(re.sub(r"s$", "", bare))}
    return found


def _named(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    words = list(_WORD.finditer(text))
    for place, match in enumerate(words):
        word = match.group()
        if not word[0].isupper() or len(word) == 1 or word.lower() in _COMMON:
            continue
        if _STARTS.search(text[max(0, match.start() - 12) : match.start()] if match.start() else ""):
            follows = words[place + 1] if place + 1 < len(words) else None
            joined = follows and follows.start() == match.end() + 1 and follows.group()[0].isupper()
            if not (joined or word[1:].lower() != word[1:] or word.endswith(("'s", "’s"))):
                continue
        found.setdefault(_stem(word), re.sub(r"[’']s$", "", word))
    return found


def _stem(word: str) -> str:
    """The same for "Italy", "Italian" and "Italy's"."""
    word = re.sub(r"[’']s?$", "", word.lower())
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= 4 else word


def _denied(match: re.Match[str]) -> str:
    return str(match[1] or match[2])


def _lowered(text: str) -> list[str]:
    """The words with contractions written out: "don't" and "do not" say the same."""
    text = _CONTRACTED.sub(lambda match: f"{_IRREGULAR.get(_denied(match).lower(), _denied(match))} not", text)
    text = re.sub(r"(?i)\bcannot\b", "can not", text)
    text = _DENIES_NOTHING.sub(" ", text)
    text = re.sub(r"(?i)(?<=\w)[’']ll\b", " will", text)
    obliged = [("have to" if match[1] else "need to") for match in _OBLIGED.finditer(text)]
    return [*(re.sub(r"[’']s$", "", word.lower()) for word in _WORD.findall(text)), *obliged]


def _only(words: Iterable[str], wanted: frozenset[str]) -> Counter[str]:
    return Counter(word for word in words if word in wanted or word in {"have to", "need to"})


def _negation(old: list[str], new: list[str]) -> RiskFlag | None:
    """Negations that come or go, and words that become their opposite; "not able" and "unable" are the same."""
    ours, theirs = (Counter(word for word in words if word in _NEGATIONS) for words in (old, new))
    gone, come = list((ours - theirs).elements()), list((theirs - ours).elements())
    here, there = Counter(old), Counter(new)
    for word in sorted((here - there) | (there - here)):
        match = _OPPOSITE.fullmatch(word)
        if match is None:
            continue
        plain = match[1]
        if there[word.removesuffix(plain)] > here[word.removesuffix(plain)]:
            continue  # "inorder" became "in order"
        if there[word] > here[word] and here[plain] > there[plain]:
            if "not" in gone:
                gone.remove("not")
            else:
                gone, come = [*gone, plain], [*come, word]
        elif here[word] > there[word] and there[plain] > here[plain]:
            if "not" in come:
                come.remove("not")
            else:
                gone, come = [*gone, word], [*come, plain]
    return _flag("negation", gone, come)


def _quotation(base: str, edit: Edit, old: str, new: str) -> RiskFlag | None:
    """Somebody else's words: they change, come or go, or a mark does."""
    if ">" in base and in_block_quotation(base, edit.start):
        return RiskFlag("quotation", "inside a block quotation")
    marks, others = old.translate(_MARKS).count('"'), new.translate(_MARKS).count('"')
    if abs(marks - others) % 2:
        return RiskFlag("quotation", f"a quotation mark is {'gone' if marks > others else 'new'}")
    if not marks and not others:
        return _within(base, edit)
    ours, theirs = (Counter(text.translate(_MARKS).split('"')[1::2]) for text in (old, new))
    return _compared("quotation", ours, theirs) or _within(base, edit)


def _within(base: str, edit: Edit) -> RiskFlag | None:
    """Where the edit stands in a quotation that began in an earlier sentence of the paragraph."""
    before = base[max(0, edit.start - _FAR) : edit.start]
    opened = before.rfind("“")
    if opened <= before.rfind("”") or "\n" in before[opened:] or edit.before == edit.after:
        return None
    closed = re.match(r"[^”“\n]*”", base[edit.end : edit.end + _FAR])
    return (
        RiskFlag("quotation", f"inside the quotation {_said('quotation', [before[opened + 1 :]])}") if closed else None
    )
