"""Taking e-mail addresses, links, numbers and names out of a dataset before anything is computed from it.

A value becomes a mask with a number, `[EMAIL_1]`: the same value the same mask, another value another, through all that
is exported together. Masks are put into base, result and edits alike, so that everything still fits; an edit that
begins or ends inside a value takes the whole value in.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from reviser.core.edit import Edit, apply
from reviser.datasets.annotations import Annotation, JudgedEdit

EMAILS, LINKS, NUMBERS, NAMES = "EMAIL", "LINK", "NUMBER", "NAME"
_PATTERNS = {
    EMAILS: r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    LINKS: r"(?:https?://|www\.)[^\s<>\"”)\]]*[^\s<>\"”)\].,;:!?]",
    NUMBERS: r"\d+(?:[.,:/ ]\d+)*",
}


@dataclass(slots=True)
class Masks:
    """Masks the kinds that are asked for; `names` are those that the person confirmed. `left_out`: saves in which an
    edit cannot be told from a value."""

    kinds: tuple[str, ...] = (EMAILS, LINKS, NUMBERS)
    names: tuple[str, ...] = ()
    left_out: list[str] = field(default_factory=list)
    _given: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _documents: dict[str, str] = field(default_factory=dict)
    _pattern: "re.Pattern[str] | None" = None

    def pass_on(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        """The saves without the values."""
        for save in annotations:
            masked = self.masked(save)
            if masked is None:
                self.left_out.append(f"{save.where} ({save.annotator})" if save.annotator else save.where)
            else:
                yield masked

    def masked(self, save: Annotation) -> Annotation | None:
        """The save without the values; None where an edit cannot be told from a value."""
        document = self._called(save.document)
        self._documents[document] = save.document
        save = replace(
            save, document=document, annotator=self._called(save.annotator), instruction=self.text(save.instruction)
        )
        if save.base is None:
            return replace(save, edits=tuple(self._alone(judged) for judged in save.edits))
        edits = [self._widened(save.base, judged) for judged in save.edits]
        moves, base = self._moves(save.base)
        masked = tuple(self._moved(judged, moves) for judged in edits)
        result = None if save.result is None else self.text(save.result)
        made = replace(save, base=base, result=result, edits=masked)
        if result is not None:
            try:
                if apply(base, [judged.applied for judged in made.accepted]) != result:
                    return None
            except ValueError:
                return None
        return made

    def text(self, text: str) -> str:
        """A text without the values."""
        return self._values().sub(self._mask, text)

    def original(self, document: str) -> str:
        """What a masked save's document was called."""
        return self._documents.get(document, document)

    def _called(self, name: str) -> str:
        """A file's or a person's name without what is masked of it."""
        parts = [f"(?P<{EMAILS}>{_PATTERNS[EMAILS]})"] if EMAILS in self.kinds else []
        if self.names:
            parts.append(rf"(?<![^\W_])(?P<{NAMES}>{self._any_name()})(?![^\W_])")
        return re.sub("|".join(parts), self._mask, name) if parts else name

    def _alone(self, judged: JudgedEdit) -> JudgedEdit:
        edit = judged.edit
        rewritten = None if judged.rewritten is None else self.text(judged.rewritten)
        return judged._replace(
            edit=Edit(edit.start, self.text(edit.before), self.text(edit.after)),
            rewritten=rewritten,
            reason=self.text(judged.reason),
            explanation=self.text(judged.explanation),
            alternatives=tuple(map(self.text, judged.alternatives)),
        )

    def _widened(self, base: str, judged: JudgedEdit) -> JudgedEdit:
        """The edit with the whole of each value that it reaches into."""
        start, end = judged.edit.start, judged.edit.end
        for found in self._values().finditer(base):
            if found.start() < judged.edit.start < found.end():
                start = found.start()
            if found.start() < judged.edit.end < found.end():
                end = found.end()
        if (start, end) == (judged.edit.start, judged.edit.end):
            return judged
        lead, tail = base[start : judged.edit.start], base[judged.edit.end : end]
        return judged._replace(
            edit=Edit(start, base[start:end], lead + judged.edit.after + tail),
            rewritten=None if judged.rewritten is None else lead + judged.rewritten + tail,
            alternatives=tuple(lead + other + tail for other in judged.alternatives),
        )

    def _moves(self, base: str) -> tuple[Callable[[int], int], str]:
        """Where a place of the base stands in the masked base, and that base."""
        ends: list[tuple[int, int]] = []  # a value's end, and by how much the text has grown up to there
        parts: list[str] = []
        shift = position = 0
        for found in self._values().finditer(base):
            mask = self._mask(found)
            parts += base[position : found.start()], mask
            position = found.end()
            shift += len(mask) - (found.end() - found.start())
            ends.append((found.end(), shift))
        parts.append(base[position:])

        def moved(place: int) -> int:
            grown = 0
            for end, by in ends:
                if end > place:
                    break
                grown = by
            return place + grown

        return moved, "".join(parts)

    def _moved(self, judged: JudgedEdit, moved: Callable[[int], int]) -> JudgedEdit:
        alone = self._alone(judged)
        return alone._replace(edit=replace(alone.edit, start=moved(judged.edit.start)))

    def _values(self) -> "re.Pattern[str]":
        if self._pattern is None:
            parts = [f"(?P<{kind}>{_PATTERNS[kind]})" for kind in self.kinds if kind in _PATTERNS]
            if self.names:
                parts.append(rf"(?<!\w)(?P<{NAMES}>{self._any_name()})(?!\w)")
            self._pattern = re.compile("|".join(parts) or r"(?!)")
        return self._pattern

    def _any_name(self) -> str:
        return "|".join(map(re.escape, sorted(self.names, key=len, reverse=True)))

    def _mask(self, found: "re.Match[str]") -> str:
        kind = str(found.lastgroup)
        key = kind, found.group()
        if key not in self._given:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._given[key] = f"[{kind}_{self._counts[kind]}]"
        return self._given[key]
