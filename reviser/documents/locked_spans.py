"""Locks spans that the file determines, in addition to those that follow from the text, and carries them through later
changes of the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviser.core.diff import diff
from reviser.core.edit import Edit
from reviser.core.locks import carry_locks
from reviser.core.readings import Reading
from reviser.core.text import Span
from reviser.documents.base import Content, Document, FormatHandler, Guard
from reviser.documents.highlight import Highlighter
from reviser.documents.spans import merged, touches


def handler_of(document: Document) -> FormatHandler:
    """The handler that guards this document: that of its format, which also locks the spans of the document's
    content."""
    handler, content = document.format.handler, document.content
    return LockingHandler(handler, content) if content.locked or content.unbroken else handler


class LockingHandler(FormatHandler):
    """A handler that also guards the locked spans of one file's content, in any later text."""

    def __init__(self, handler: FormatHandler, content: Content) -> None:
        self._handler = handler
        self._content = content
        self.markup = handler.markup

    @property
    def highlighter(self) -> Highlighter | None:
        return self._handler.highlighter

    def readings(self, text: str) -> tuple[Reading, ...]:
        return self._handler.readings(text)

    def guard(self, text: str) -> Guard:
        edits = diff(self._content.text, text)
        locked, unbroken = carry_locks(self._content.locked, edits), carry_locks(self._content.unbroken, edits)
        inner = self._handler.guard(text)
        return LockingGuard(inner, locked, unbroken, merged((*inner.protected, *locked)))


@dataclass(frozen=True, slots=True)
class LockingGuard:
    """The guard `inner` with additional spans `locked`, and spans that stay `unbroken`. `protected` combines both."""

    inner: Guard
    locked: tuple[Span, ...]
    unbroken: tuple[Span, ...]
    protected: tuple[Span, ...]

    def keeps(self, edit: Edit) -> bool:
        return self._leaves(edit) and self.inner.keeps(edit)

    def keeps_all(self, edits: Sequence[Edit]) -> bool:
        return all(self._leaves(edit) for edit in edits) and self.inner.keeps_all(edits)

    def _leaves(self, edit: Edit) -> bool:
        parts = "\n" in edit.after and touches(self.unbroken, Span(max(0, edit.start - 1), edit.end + 1))
        return not parts and not touches(self.locked, edit.span)
