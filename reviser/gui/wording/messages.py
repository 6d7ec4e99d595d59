"""Translates sentences from below the window (`reviser.messages`).

A template is looked up in the context "Messages" of the translations. A sentence that was stored as English text, such
as the reason why a round of last week failed, is recognised by the translated templates."""

import re
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from reviser.errors import UserError
from reviser.gui.wording import translation
from reviser.gui.wording.reasons import translate_reason
from reviser.messages import VERBATIM, Message, MessageFormatter

CONTEXT = "Messages"
KEPT = 4096  # stored sentences whose templates are cached
LONGEST = 600  # code points; a longer text is not one of the program's sentences, but for example a comment
_PLACE = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
_LEAST_WORDS = 3  # words of a template, fewer could match other text; 2 at a text's beginning


class _Formatter(MessageFormatter):
    """Fills in a translated template: messages in it are translated too, and numbers are formatted for the language."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Message):
            return translate(value)
        if isinstance(value, int) and format_spec == ",":
            return QLocale().toString(value)
        if isinstance(value, int | float) and format_spec[-1:] in {"f", "g"}:
            digits = format_spec.strip(",.fg")
            return QLocale().toString(float(value), format_spec[-1], int(digits) if digits else 6)
        return super().format_field(value, format_spec)


_FORMATTER = _Formatter()


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate("Places", text)


def translate(sentence: str) -> str:
    """A sentence of any part of the program in the person's language. Unchanged if it comes from outside or has no
    translation."""
    if isinstance(sentence, Message) and sentence.template != VERBATIM:
        return _FORMATTER.vformat(_translated(sentence), (), sentence.arguments)
    return _translate_kept(sentence) if sentence else ""


def translate_place(place: str) -> str:
    """A place in a dataset ("a.csv row 3 edit 2") in the person's language."""
    return re.sub(r"(?<= )(row|edit|depth|passage) (?=\d)", lambda part: f"{_part_name(part[1])} ", place)


def _part_name(part: str) -> str:
    match part:
        case "row":
            return tr("row")
        case "depth":
            return tr("depth")
        case "passage":
            return tr("passage")
        case _:
            return tr("edit")


def error_text(error: BaseException) -> str:
    """The text of an error in the person's language."""
    return translate(error.message) if isinstance(error, UserError) else str(error)


def _translated(sentence: Message) -> str:
    count = -1 if sentence.number is None else sentence.number
    found = QCoreApplication.translate(CONTEXT, sentence.template, None, count)
    return sentence.singular if found == sentence.template and count == 1 else found


def _translate_kept(text: str) -> str:
    """Translate a stored English text that consists of one or more sentences of the program."""
    sources = translation.translated_sources(CONTEXT)
    if not sources or len(text) > LONGEST:
        return translate_reason(text)
    found = _recognise(text, sources)
    if found is not None:
        return translate(found)
    for end in re.finditer(r"[.!?…] (?=\S)", text):
        found = _recognise(text[: end.start() + 1], sources)
        if found is not None:
            return f"{translate(found)} {translate(text[end.end() :])}"
    return translate_reason(text)


@lru_cache(maxsize=KEPT)
def _recognise(text: str, sources: tuple[str, ...]) -> Message | None:
    for source, pattern in _patterns(sources):
        match = pattern.fullmatch(text)
        if match is not None:
            values = {name: _recognise(value, sources) or value for name, value in match.groupdict().items()}
            return Message(source, values)
    return None


@lru_cache(maxsize=4)
def _patterns(sources: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A pattern for each complete sentence in `sources`; those with most words come first."""
    whole = filter(_is_sentence, sources)
    return tuple((source, _pattern(source)) for source in sorted(whole, key=_words, reverse=True))


def _is_sentence(source: str) -> bool:
    words = _words(source)
    return (words >= _LEAST_WORDS and source.endswith((".", "!", "?"))) or (words > 1 and source[0].isupper())


def _words(source: str) -> int:
    return len(_PLACE.sub("", source).split())


def _pattern(source: str) -> re.Pattern[str]:
    seen: set[str] = set()
    parts = _PLACE.split(source)
    found = [re.escape(parts[0].replace("{{", "{").replace("}}", "}"))]
    for name, rest in zip(parts[1::2], parts[2::2], strict=True):
        found.append(f"(?P={name})" if name in seen else f"(?P<{name}>.+?)")
        found.append(re.escape(rest.replace("{{", "{").replace("}}", "}")))
        seen.add(name)
    return re.compile("".join(found), re.DOTALL)
