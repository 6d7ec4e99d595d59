"""The serial comma: "red, white, and blue" or "red, white and blue", as in most lists of the document.

Only lists of single words that can be the same part of speech count. A comma that ends a clause ("In Paris, Tom and
Ann") makes no list."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lemminflect import getAllLemmas

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.rules.consistency.page import ProsePage, majority, times

KEY = "serial-comma"
_ITEM = r"[^\W\d_][\w’'\-]{0,40}"  # bounded, so that a line without a space does not take quadratic time
_LIST = re.compile(
    rf"(?P<items>(?:(?<![\w’'\-]){_ITEM}, ){{1,8}}\b(?P<last>{_ITEM}))(?P<comma>,?) (?P<and>and|or) (?P<end>{_ITEM})"
)
_OPENING_PHRASE = re.compile(
    r"(?:^|[.!?;,]\s+)(?:in|on|at|with|without|for|by|after|before|during|from|since|as|if|when|while|because|although|though|"
    r"to|given|despite|like|unlike|among|under|over)\b[^.!?;,]*$",
    re.IGNORECASE,
)
_NO_ITEM = frozenset(
    (
        "addition",
        "additionally",
        "also",
        "and",
        "because",
        "both",
        "but",
        "clearly",
        "conclusion",
        "consequently",
        "course",
        "either",
        "especially",
        "etc",
        "example",
        "fact",
        "finally",
        "first",
        "fortunately",
        "furthermore",
        "he",
        "her",
        "here",
        "him",
        "hopefully",
        "however",
        "i",
        "if",
        "indeed",
        "instance",
        "instead",
        "it",
        "meanwhile",
        "moreover",
        "nevertheless",
        "no",
        "not",
        "now",
        "obviously",
        "or",
        "overall",
        "particularly",
        "second",
        "she",
        "similarly",
        "so",
        "that",
        "them",
        "then",
        "there",
        "therefore",
        "they",
        "third",
        "this",
        "thus",
        "today",
        "unfortunately",
        "us",
        "usually",
        "we",
        "well",
        "when",
        "which",
        "while",
        "who",
        "yes",
        "you",
    )
)


def find(page: ProsePage) -> Iterator[Proposal | None]:
    serial_lists: list[tuple[bool, int, str]] = []
    for count, match in enumerate(_LIST.finditer(page.own)):
        if count % 100 == 0:
            yield None
        items = [*match.group("items").split(", "), match.group("end")]
        if _is_list(items) and (match.group("comma") or _ends(page.own, match, items)):
            serial_lists.append((bool(match.group("comma")), match.end("last"), match.group("and")))
    counts = {True: sum(comma for comma, _, _ in serial_lists), False: sum(not comma for comma, _, _ in serial_lists)}
    if not all(counts.values()):
        return
    accepted = page.accepted(KEY)
    tie = page.dialect in ("American", "Canadian")
    best = (
        "," in accepted
        if accepted is not None
        else majority(((str(k), v) for k, v in counts.items()), str(tie)) == "True"
    )
    with_comma, without = times(counts[True]), times(counts[False])
    why = f"Before the last item of a list you write a comma {with_comma} and none {without}."
    for comma, position, _ in serial_lists:
        if comma != best:
            edit = Edit(position, "", ",") if best else Edit(position, ",", "")
            yield Proposal(edit, Intent.STYLE, "consistency", f"consistency/{KEY}", why, 0.7, form=KEY)


def _ends(own: str, match: re.Match[str], items: list[str]) -> bool:
    """Whether a match without a serial comma is a list: single words up to the end of a clause, or names. Three items
    behind an opening phrase are none: "With fewer accidents, insurance and care …"."""
    behind = own[match.end("end") : match.end("end") + 1]
    named = all(item[0].isupper() for item in items)
    if any(" " in item for item in items) or not (named or not behind or behind in ".!?;:)\n"):
        return False
    return len(items) > 3 or not _OPENING_PHRASE.search(own[max(0, match.start() - 80) : match.start()])


def _is_list(items: list[str]) -> bool:
    """Whether the words can be the items of one list: at least three, with a common part of speech, and no opening
    word."""
    lowered = [item.lower() for item in items]
    if (
        len(items) < 3
        or any(item in _NO_ITEM or item.endswith("ly") for item in lowered)
        or len(set(lowered)) < len(items)
    ):
        return False
    common = frozenset.intersection(*(_kinds(item.split()[-1]) for item in items))
    return bool(common)


@lru_cache(maxsize=8192)
def _kinds(item: str) -> frozenset[str]:
    """The universal parts of speech that a word can have, singular and plural nouns apart. A capital makes it a name
    too."""
    lower = item.lower()
    lemmas = getAllLemmas(lower)
    kinds = {pos.lower() for pos in lemmas if pos != "NOUN"}
    if "NOUN" in lemmas:
        kinds.add("noun" if lower in lemmas["NOUN"] else "plural")
    if item[0].isupper() or not kinds:
        kinds |= {"noun", "name"}
    return frozenset(kinds)
