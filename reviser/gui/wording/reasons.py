"""Translates the explanations of proposals and the remarks of the embedded layers.

Explanations are stored in English beside each proposal, for datasets, searches and other programs. This module holds
the sentences of the embedded layers, with placeholders in braces. A text that matches is shown translated, any other
text unchanged."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from PySide6.QtCore import QCoreApplication

KEPT = 4096  # cached sentences
# A placeholder stands for a word of the text, which is not translated, or, with one of these names, for more words of
# the program.
_OURS = {"times", "more", "less", "others", "style", "best", "other", "passages", "language", "side", "most"}

# The separators of such lists, but not where a word of the text contains "and".
_JOINED = re.compile(r"(, | and )(?=[“\d…]|a |two )")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a reviser. `source` is English, with placeholders in braces; `translate` gives it in the language
    of the window."""

    source: str
    translate: Callable[[], str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern that matches it, with a group for each placeholder."""
        parts, seen = re.split(r"\{(\w+)\}", self.source), set[str]()
        found = [re.escape(parts[0])]
        for name, rest in zip(parts[1::2], parts[2::2], strict=True):
            found.append(f"(?P={name})" if name in seen else f"(?P<{name}>{_words_of(name)})")
            found.append(re.escape(rest))
            seen.add(name)
        return re.compile("".join(found))


def _words_of(name: str) -> str:
    match name:
        case "n":
            return r"\d[\d,]*"
        case "times" | "more" | "less":
            return r"once|twice|\d[\d,]* times"
        case "kind":
            return r"[a-z]+?"
        case "things" | "gone" | "come":
            return r".+"
        case _:
            return r".+?" if name in _OURS else r"[^“”]*?"


def tr(text: str) -> Sentence:
    return Sentence(text, lambda: QCoreApplication.translate("Reasons", text))


def translate_reason(text: str) -> str:
    """An explanation of one or more sentences in the person's language."""
    return " ".join(part if found is None else _fill(found, values) for part, found, values in _sentences_in(text))


def _fill(sentence: Sentence, values: tuple[tuple[str, str], ...]) -> str:
    return sentence.translate().format(
        **{name: _translate_part(value) if name in _OURS else value for name, value in values}
    )


@lru_cache(maxsize=KEPT)
def _sentences_in(text: str) -> tuple[tuple[str, Sentence | None, tuple[tuple[str, str], ...]], ...]:
    """The known sentences that `text` consists of, in order. If a part is unknown, it is the last entry."""
    found: list[tuple[str, Sentence | None, tuple[tuple[str, str], ...]]] = []
    while text:
        sentence, match, rest = _first_sentence(text)
        found.append((text, sentence, tuple(match.groupdict().items()) if match is not None else ()))
        text = rest
    return tuple(found)


def _first_sentence(text: str) -> tuple[Sentence | None, re.Match[str] | None, str]:
    """The known sentence that `text` begins with, its match, and the rest of the text."""
    for sentence in SENTENCES:
        match = sentence.pattern.fullmatch(text)
        if match is not None:
            return sentence, match, ""
    for sentence in SENTENCES:
        match = sentence.pattern.match(text)
        if match is not None and text[match.end() : match.end() + 1] == " ":
            return sentence, match, text[match.end() + 1 :]
    return None, None, ""


def _translate_part(text: str) -> str:
    """Translate the value of a placeholder, if it consists of words of the program."""
    return "".join(_translate_by(PARTS, piece) for piece in _JOINED.split(text))


def _translate_by(sentences: tuple[Sentence, ...], text: str) -> str:
    """Translate `text` by the matching sentence of `sentences`; unchanged if none matches."""
    for sentence in sentences:
        match = sentence.pattern.fullmatch(text)
        if match is not None:
            return _fill(sentence, tuple(match.groupdict().items()))
    return text


# If one sentence is the beginning of another, the longer one comes first.
SENTENCES = (
    # Documents and their tracked changes
    tr("A tracked change of the file."),
    tr("A tracked change by {name}, {date}."),
    tr("A tracked change by {name}."),
    # The most frequent ones of Harper
    tr("Did you mean to spell “{word}” this way?"),
    tr("Did you mean to repeat this word?"),
    tr("Did you mean “{word}”?"),
    tr("Did you mean the closed compound “{word}”?"),
    tr("Did you mean the closed compound noun “{word}”?"),
    tr("Unnecessary space at the end of the sentence."),
    tr("Don't use a space before a comma."),
    tr("One space is enough between two sentences."),
    tr("This sentence does not start with a capital letter"),
    tr("Discourse markers at the beginning of a sentence should be followed by a comma."),
    tr("The first-person singular subject pronoun must be capitalized."),
    tr("Incorrect indefinite article."),
    tr("“{word}” should be written as two words."),
    tr("Use “{word}” rather than “{other_word}” in this expression."),
    tr("The form of the verb must agree in grammatical number with the pronoun."),
    tr("There is disagreement in number between the verb and the noun."),
    tr("The word “{word}” is a mass noun and should not be pluralized."),
    tr("The base form of the verb is needed here."),
    tr("Consider using just “{word}”."),
    tr("This sentence is {n} words long."),
    # Grammar
    tr("A comma sets the opening phrase apart from its sentence."),
    tr("“{word}” is written as one word."),
    tr("“Their” stands before what they have."),
    tr("“Loose” is the opposite of tight; to fail to keep is “lose”."),
    # Plain words
    tr("“{after}” is the plainer word for “{before}”."),
    tr("“{after}” says the same as “{before}” in fewer words."),
    tr("“{before}” says one thing twice; “{after}” is enough."),
    tr("The verb “{after}” says directly what “{before}” wraps in a noun."),
    tr("The sentence says the same without “{before}”."),
    tr("The sentence can begin with what it is about instead of “{before}”."),
    tr("“{after}” suits written English better than “{before}”."),
    # Consistency
    tr("“{word}” is used here, but introduced only later, as “{full}”."),
    tr("Introduce it at its first use."),
    tr("It is now introduced at its first use."),
    tr("“{word}” was introduced before; the abbreviation is enough here."),
    tr("You write “{word}” as often as “{other_word}”; {side} English has “{word}”."),
    tr("You write per cent as in “{word}” {times} and as in {others}."),
    tr("You write numbers this long {more} with a comma and {less} without."),
    tr("You write {best} quotation marks and apostrophes {more} and {other} ones {less}."),
    tr("You write “{word}” {times} and {others}."),
    tr("You chose “{word}” for this document."),
    tr("Between words you write {style} {times} and {others}."),
    tr("Before the last item of a list you write a comma {more} and none {less}."),
    tr("Before “{word}” you write the number in {best} {more} and in {other} {less}."),
    tr("{most} of the words here that differ between sides are {side} ({n} of {total})."),
    tr("This document is in American spelling (1 word), which has “{word}”."),
    tr("This document is in American spelling ({n} words), which has “{word}”."),
    # The language model
    tr("Before “{word}” goes “{after}”."),
    tr("A comma separates the two clauses before “{word}”."),
    tr("A comma sets the opening apart from the rest of the sentence."),
    tr("A comma makes the sentence easier to read here."),
    tr("No comma is needed here."),
    tr("The clause with “which” could be left out, so a comma goes before it."),
    tr("“{before}” and “{after}” are easily confused; here “{after}” fits."),
    tr("Things that can be counted take “{after}”, not “{before}”."),
    tr("“{word}” is written with a hyphen here."),
    tr("“{before}” is a word, but here “{after}” fits."),
    tr("A comma alone does not join two sentences."),
    tr("“{after}” fits here better than “{before}”."),
    tr("Here the form is “{after}”."),
    tr("Here the form of the verb is “{after}”."),
    tr("“{word}” is plural, so “{after}”."),
    tr("“{word}” is singular, so “{after}”."),
    tr("Here the plural fits: “{after}”."),
    tr("Here the singular fits: “{after}”."),
    tr("After “{word}”, “{after}” is usual here, not “{before}”."),
    tr("“{word}” is missing here."),
    # All layers
    tr("The model gave no reason."),
    tr("As you rewrote it before."),
    tr("The embedded reviser knows English only and leaves the rest alone: {passages}."),
)
PARTS = (
    tr("once"),
    tr("twice"),
    tr("{n} times"),
    tr("“{word}” {times}"),
    tr("{style} {times}"),
    tr("a dash without spaces"),
    tr("a long dash with spaces"),
    tr("a short dash with spaces"),
    tr("a hyphen"),
    tr("two hyphens"),
    tr("two hyphens with spaces"),
    tr("curly"),
    tr("straight"),
    tr("digits"),
    tr("words"),
    tr("American"),
    tr("British"),
    tr("Most"),
    tr("Half"),
    tr("1 passage in {language}"),
    tr("{n} passages in {language}"),
    tr("{n} in {language}"),
    tr(" and "),
    tr("Afrikaans"),
    tr("Arabic"),
    tr("Bulgarian"),
    tr("Catalan"),
    tr("Czech"),
    tr("Welsh"),
    tr("Danish"),
    tr("German"),
    tr("Greek"),
    tr("Esperanto"),
    tr("Spanish"),
    tr("Estonian"),
    tr("Basque"),
    tr("Persian"),
    tr("Finnish"),
    tr("French"),
    tr("Irish"),
    tr("Galician"),
    tr("Hebrew"),
    tr("Hindi"),
    tr("Croatian"),
    tr("Hungarian"),
    tr("Indonesian"),
    tr("Icelandic"),
    tr("Italian"),
    tr("Japanese"),
    tr("Korean"),
    tr("Latin"),
    tr("Luxembourgish"),
    tr("Lithuanian"),
    tr("Latvian"),
    tr("Macedonian"),
    tr("Malay"),
    tr("Dutch"),
    tr("Norwegian"),
    tr("Polish"),
    tr("Portuguese"),
    tr("Romanian"),
    tr("Russian"),
    tr("Slovak"),
    tr("Slovene"),
    tr("Albanian"),
    tr("Serbian"),
    tr("Swedish"),
    tr("Swahili"),
    tr("Thai"),
    tr("Turkish"),
    tr("Ukrainian"),
    tr("Vietnamese"),
    tr("Cantonese"),
    tr("Chinese"),
    tr("another language"),
)
