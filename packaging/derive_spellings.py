"""How `resources/consistency/spellings.tsv` was made: run it again when SCOWL or breame have a new release.

    python packaging/derive_spellings.py BREAME/spelling_constants.py SCOWL > resources/consistency/spellings.tsv

breame (PyPI, Apache-2.0) has the pairs; SCOWL (Debian's package `scowl`, its folder /usr/share/dict/scowl) says who
writes which form, and has more pairs by the regular differences. A pair is `dialect` where no side accepts the form
of the other, `ize` where it differs by -ise and -ize alone (Oxford writes -ize in British English), and `word` where a
side accepts both: only a document that has both then disagrees with itself. Pairs that are two words (`tyre`, `cheque`,
`programme`, `practise`: what a side writes both ways with two meanings) are left out.
"""

import argparse
import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

# Words of their own, or a verb on one side and a noun on the other: found by reading the whole table.
TWO_WORDS = frozenset(
    (
        "aerogenic",
        "amongst",
        "analyses",
        "armouries",
        "bael",
        "bannister",
        "bannisters",
        "banque",
        "bans",
        "bark",
        "barque",
        "barrack",
        "bel",
        "bogey",
        "bogeys",
        "bogies",
        "busing",
        "caesar",
        "caldron",
        "check",
        "cheque",
        "chequer",
        "chequered",
        "chequers",
        "cheques",
        "cipher",
        "costumire",
        "curb",
        "cypher",
        "cyphers",
        "daemon",
        "daemons",
        "demon",
        "dialog",
        "dialogs",
        "disc",
        "discs",
        "draught",
        "draughtier",
        "draughtiest",
        "draughts",
        "draughtsman",
        "draughtsmen",
        "draughty",
        "enquire",
        "enquiry",
        "ensure",
        "fere",
        "filet",
        "filets",
        "fillet",
        "fillets",
        "font",
        "fonts",
        "fount",
        "founts",
        "gaol",
        "gaoled",
        "gaoler",
        "gaolers",
        "gaoling",
        "gaols",
        "gauge",
        "grille",
        "grilles",
        "groyne",
        "groynes",
        "hoofs",
        "inure",
        "kerb",
        "kerbs",
        "licence",
        "licences",
        "licensed",
        "licensing",
        "maugre",
        "metre",
        "metres",
        "micrometre",
        "micrometres",
        "mum",
        "mummies",
        "mummy",
        "mums",
        "ombre",
        "palate",
        "pallet",
        "peddler",
        "pedlar",
        "philtre",
        "philtres",
        "poe",
        "pourer",
        "practice",
        "practise",
        "practised",
        "practises",
        "practising",
        "premise",
        "premised",
        "premises",
        "prise",
        "prised",
        "prises",
        "prising",
        "program",
        "programme",
        "programmed",
        "programmer",
        "programmes",
        "programming",
        "pummelled",
        "pummelling",
        "storey",
        "storeys",
        "story",
        "surprise",
        "surprised",
        "tenour",
        "ton",
        "tonne",
        "tonnes",
        "tons",
        "trade",
        "tyre",
        "tyres",
        "vice",
        "vices",
        "vise",
        "whilst",
    )
)
LEVELS = (10, 20, 35, 40, 50, 55, 60)
HEADER = """\
# British, American, axis, family. Derived by packaging/derive_spellings.py from:
# - breame 0.1.2 (PyPI; Apache-2.0), which has its pairs from the American-British English Translator;
# - SCOWL 2020.12.07, Copyright 2000-2020 by Kevin Atkinson: "Permission to use, copy, modify, distribute and sell these
#   word lists, the associated scripts, the output created from the scripts, and its documentation for any purpose is
#   hereby granted without fee, provided that the above copyright notice appears in all copies and that both that
#   copyright notice and this permission notice appear in supporting documentation. Kevin Atkinson makes no
#   representations about the suitability of this array for any purpose. It is provided "as is" without express or
#   implied warranty."
"""
ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "r", "rs")


def words(folder: Path, *categories: str) -> frozenset[str]:
    """All words of SCOWL's categories up to its level 60."""
    found: set[str] = set()
    for category in categories:
        for level in LEVELS:
            path = folder / f"{category}-words.{level}"
            if path.exists():
                found.update(path.read_text("latin-1").split())
    return frozenset(found)


def candidates(british: str) -> Iterator[str]:
    """American spellings that the regular differences give."""
    for pattern, other in (
        (r"our", "or"),
        (r"is(?=e|ing|ation|abl|er)", "iz"),
        (r"ys(?=e|ing|er)", "yz"),
        (r"re$", "er"),
        (r"res$", "ers"),
        (r"red$", "ered"),
        (r"ring$", "ering"),
        (r"ll(?=ed|ing|er|or)", "l"),
        (r"ogue", "og"),
        (r"ae", "e"),
        (r"oe", "e"),
        (r"ence", "ense"),
        (r"l(?=ful|ment)", "ll"),
    ):
        yield re.sub(pattern, other, british)


def family(word: str, known: dict[str, str]) -> str:
    """The shortest form in the table that `word` is an inflection of, else itself."""
    for ending in sorted(ENDINGS, key=len, reverse=True):
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        for base in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem):
            if base in known and base != word:
                return family(base, known)
    return word


def main() -> None:
    parser = argparse.ArgumentParser(description="Derive the table of British and American spellings.")
    parser.add_argument("breame", type=Path)
    parser.add_argument("scowl", type=Path)
    given = parser.parse_args()
    source = given.breame.read_text("utf-8")
    start = source.index("BRITISH_ENGLISH_SPELLINGS = ") + len("BRITISH_ENGLISH_SPELLINGS = ")
    breame: dict[str, str] = ast.literal_eval(source[start : source.index("}", start) + 1])

    everyone = words(given.scowl, "english")
    american = words(given.scowl, "american")
    british = words(given.scowl, "british", "british_z", "british_variant_1")
    american_too = american | everyone | words(given.scowl, "variant_1", "variant_2")
    british_too = british | everyone | words(given.scowl, "british_variant_2")

    pairs = dict(breame)
    for word in sorted(words(given.scowl, "british") - american_too):
        for other in candidates(word):
            if word not in pairs and other != word and other in american:
                pairs[word] = other
    kept: dict[str, str] = {}
    for word, other in pairs.items():
        if (
            word.endswith(("ae", "yses"))
            or TWO_WORDS & {word, other}
            or not (word + other).isalpha()
            or word not in british_too
        ):
            continue
        if other not in american | everyone or {word, other} <= everyone:
            continue
        kept[word] = other
    # A form that stands for two words on the other side cannot be converted; nor one that is both British and American.
    sides = set(kept) & set(kept.values())
    doubled = {other for other, times in Counter(kept.values()).items() if times > 1}
    kept = {word: other for word, other in kept.items() if not {word, other} & sides and other not in doubled}
    sys.stdout.write(HEADER)
    for word in sorted(kept):
        other = kept[word]
        if other == re.sub(r"is(?=e|ing|ation|abl|er)", "iz", word) or other == word.replace("is", "iz"):
            axis = "ize"
        elif word not in american_too and other not in british_too:
            axis = "dialect"
        else:
            axis = "word"
        sys.stdout.write(f"{word}\t{other}\t{axis}\t{family(word, kept)}\n")


if __name__ == "__main__":
    main()
