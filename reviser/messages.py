"""Sentences for the person as values: an English template and the values for its placeholders.

The English template is the key of a translation, as in gettext and in Qt. Below the window a sentence is made by
`message` or `plural`. It is a string, the finished English sentence, so the terminal, logs and the history use it
directly. It also keeps its template and arguments, with which the window shows it in the person's language
(reviser.gui.wording.messages)."""

from collections.abc import Iterable, Mapping, Sequence
from string import Formatter
from types import MappingProxyType
from typing import Any, NewType, Self

# A template that is kept in a table first and filled later. `template` makes one, of a literal, so that translations
# can be checked against the source.
Template = NewType("Template", str)

VERBATIM = Template("{words}")  # words that are shown as they are in every language


class MessageFormatter(Formatter):
    """Fills templates as `str.format` does, but lists a sequence with commas and leaves a text as it is."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, tuple | list):
            return ", ".join(self.format_field(each, format_spec) for each in value)
        return value if isinstance(value, str) else format(value, format_spec)


_ENGLISH = MessageFormatter()


class Message(str):
    """An English sentence that keeps how it was made.

    `template` is its text with named placeholders in braces, `arguments` are their values: texts, numbers, other
    messages, or sequences of these. For a sentence with a count, `number` is the count, `singular` the English form for
    one, and `template` the form for many."""

    __slots__ = ("arguments", "number", "singular", "template")

    template: str
    arguments: Mapping[str, object]
    number: int | None
    singular: str

    def __new__(
        cls, template: str, arguments: Mapping[str, object], number: int | None = None, singular: str = ""
    ) -> Self:
        kept = {name: _plain(value) for name, value in arguments.items()}
        made = super().__new__(cls, _ENGLISH.vformat(singular if number == 1 else template, (), kept))
        object.__setattr__(made, "template", template)
        object.__setattr__(made, "arguments", MappingProxyType(kept))
        object.__setattr__(made, "number", number)
        object.__setattr__(made, "singular", singular)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a message does not change: {name}")

    def __reduce__(self) -> tuple[type[Self], tuple[str, dict[str, object], int | None, str]]:
        return type(self), (self.template, dict(self.arguments), self.number, self.singular)


def _plain(value: object) -> object:
    """An immutable form of an argument. Anything but texts, numbers and sequences becomes text."""
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, Sequence):
        return tuple(_plain(each) for each in value)
    return str(value)


def message(template: str, /, **arguments: object) -> Message:
    """A sentence: `message("{path} is a folder: open a file in it.", path=path)`. `template` must be a literal. Raises
    KeyError if a placeholder has no argument."""
    return Message(template, arguments)


def plural(one: str, many: str, n: int, /, **arguments: object) -> Message:
    """A sentence about the count `n`, with a form for one and a form for many. The count fills the placeholder
    `{n}`."""
    return Message(many, {"n": n, **arguments}, n, one)


def template(text: str, /) -> Template:
    """A template for `filled`; `text` is a literal."""
    return Template(text)


def filled(template: Template, /, **arguments: object) -> Message:
    """As `message`, for a template that comes from a table."""
    return Message(template, arguments)


def verbatim(words: str) -> Message:
    """Words that are never translated: those of a server, or words that are already in the person's language."""
    return words if isinstance(words, Message) else Message(VERBATIM, {"words": words})


def shortened(names: Sequence[str], most: int) -> tuple[str, ...]:
    """The first `most` names, with "…" if some are left out."""
    return (*names[:most], *(("…",) if len(names) > most else ()))


def sentences(*parts: str) -> Message:
    """Several messages joined with a space; empty ones are left out."""
    return joined(" ", parts)


def joined(between: str, parts: Iterable[str]) -> Message:
    """Several messages joined with `between`; empty ones are left out."""
    told = [verbatim(part) for part in parts if part]
    if len(told) == 1:
        return told[0]
    names = [f"part{number}" for number in range(len(told))]
    return Message(between.join(f"{{{name}}}" for name in names), dict(zip(names, told, strict=True)))
