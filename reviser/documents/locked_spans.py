"""What a file locks beside what its text alone tells: the spans that its reader found, carried through the changes of
the text since."""

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
    """What guards this document: its format's handler, which of a document with locked spans locks these too."""
    handler, content = document.format.handler, document.content
    return LockingHandler(handler, content) if content.locked or content.unbroken else handler


class LockingHandler(FormatHandler):
    """A handler that also guards the locked spans of one file's content, in any later text of it."""

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
    """`inner` with more that is `locked`, and spans that stay `unbroken`; `protected`: its own and what is locked."""

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
