"""ERRANT's types for the edits of English passages."""

from collections.abc import Iterator

from reviser.core.text import Span
from reviser.datasets.error_types import ErrorTyper, ErrorTypes
from reviser.revisers.rules.languages import Foreign, Languages


def make_error_typer() -> ErrorTyper:
    """An object that gives edits their types. Nothing is loaded before its first use; then it reports what is
    missing."""
    languages = Languages()

    def foreign(text: str) -> Iterator[Span]:
        return (found.span for found in languages.foreign(text, ()) if isinstance(found, Foreign))

    return ErrorTyper(ErrorTypes(), foreign)
