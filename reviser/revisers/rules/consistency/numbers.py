"""How numbers are written: with or without a thousands comma, per cent, and digits or words before the same noun."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.rules.consistency.page import ProsePage, majority, times

_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBER = re.compile(r"(?<![\w.,\-–—/:#$€£+=×*(])(?:\d{1,3}(?:,\d{3})+|\d{4,9})(?![\w\-–—/:%=×*)]|[.,]\d)")
_PERCENT = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)( ?%|[ -]per ?cent\b)")
_COUNTED = re.compile(r"(?<!\d )(?<![\w.,\-–/$€£#(:])(\d|" + "|".join(_DIGITS) + r") ([a-z]{3,}s)\b(?!-)")
# Nouns and labels beside which numbers are written with digits by convention.
_UNITS = frozenset(
    (
        "days",
        "degrees",
        "dollars",
        "euros",
        "hours",
        "inches",
        "kilometers",
        "kilometres",
        "meters",
        "metres",
        "miles",
        "minutes",
        "months",
        "percents",
        "pounds",
        "seconds",
        "weeks",
        "years",
    )
)
_BEFORE = frozenset(
    (
        "act",
        "act.",
        "article",
        "chapter",
        "figure",
        "grade",
        "level",
        "no",
        "number",
        "page",
        "phase",
        "route",
        "section",
        "stage",
        "step",
        "table",
        "tier",
        "version",
    )
)
_YEARS = range(1500, 2101)


def find(page: ProsePage) -> Iterator[Proposal | None]:
    yield from _thousands(page)
    yield from _percent(page)
    yield from _words(page)


def _thousands(page: ProsePage) -> Iterator[Proposal | None]:
    """Commas in thousands. Four digits are counted apart from more, because 1000 beside 10,000 is a common style."""
    for name, sizes in (("four", range(4, 5)), ("more", range(5, 13))):
        numbers: list[tuple[str, int, str]] = []
        for match in _NUMBER.finditer(page.own):
            number = match.group()
            plain = number.replace(",", "")
            if len(plain) not in sizes or ("," not in number and int(plain) in _YEARS) or plain.startswith("0"):
                continue
            numbers.append(("," if "," in number else "", match.start(), number))
        yield None
        key = f"number/thousands-{name}"
        counts = Counter(style for style, _, _ in numbers)
        if len(counts) < 2:
            continue
        accepted = page.accepted(key)
        best = ("," if "," in accepted else "") if accepted else majority(counts.items(), ",")
        why = f"You write numbers this long {times(counts[','])} with a comma and {times(counts[''])} without."
        for style, start, number in numbers:
            if style != best:
                after = f"{int(number):,}" if best else number.replace(",", "")
                yield Proposal(
                    Edit(start, number, after), Intent.STYLE, "consistency", f"consistency/{key}", why, 0.8, form=key
                )


def _percent(page: ProsePage) -> Iterator[Proposal | None]:
    """The sign or the words for per cent."""
    signs = [(match.group(2), match.start(2)) for match in _PERCENT.finditer(page.own)]
    yield None
    key = "number/percent"
    counts = Counter(sign.replace("-", " ") for sign, _ in signs)
    if len(counts) < 2:
        return
    accepted = page.accepted(key)
    tie = next((sign for sign in counts if sign != " %"), None)
    best = accepted if accepted is not None and accepted in counts else majority(counts.items(), tie)
    others = " and ".join(f"“10{sign}” {times(count)}" for sign, count in counts.items() if sign != best)
    why = f"You write per cent as in “10{best}” {times(counts[best])} and as in {others}."
    for sign, start in signs:
        if sign != best and not (
            sign.startswith("-") or page.own[start + len(sign) : start + len(sign) + 1] in {"-", "s"}
        ):
            yield Proposal(
                Edit(start, sign, best), Intent.STYLE, "consistency", f"consistency/{key}", why, 0.8, form=key
            )


def _words(page: ProsePage) -> Iterator[Proposal | None]:
    """Digits or words for small numbers before the same noun: "3 cars", "three cars"."""
    numbers: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for match in _COUNTED.finditer(page.own):
        number, noun = match.groups()
        before = page.own[max(0, match.start() - 12) : match.start()].lower().split()
        if noun in _UNITS or (before and before[-1] in _BEFORE) or number == "0":
            continue
        numbers[noun].append((number, match.start()))
    for noun, places in numbers.items():
        yield None
        counts = Counter("digits" if number.isdigit() else "words" for number, _ in places)
        if len(counts) < 2:
            continue
        key = f"number/words/{noun}"
        accepted = page.accepted(key)
        best = ("digits" if accepted.isdigit() else "words") if accepted else majority(counts.items(), "words")
        other = "words" if best == "digits" else "digits"
        more, less = times(counts[best]), times(counts[other])
        why = f"Before “{noun}” you write the number in {best} {more} and in {other} {less}."
        for number, start in places:
            if number.isdigit() != (best == "digits"):
                after = _DIGITS[int(number) - 1] if number.isdigit() else str(_DIGITS.index(number) + 1)
                yield Proposal(
                    Edit(start, number, after), Intent.STYLE, "consistency", f"consistency/{key}", why, 0.7, form=key
                )
