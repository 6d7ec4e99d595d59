"""What of a text is locked because something else fills it in: controls, fields, and citations of a program for them.
Their words are shown."""

import re

from reviser.documents.odt.walk import Match, TextScanner, value
from reviser.documents.splices.markup import TAG

# Word's controls, as LibreOffice writes them.
_PLACEHOLDER = re.compile(rb"showing-place-holder\s*=\s*[\"']true")
_BOUND = re.compile(rb"data-binding-[\w-]+\s*=\s*[\"'][^\"']")
_FIXED = re.compile(
    rb"(?:checkbox|picture|date|dropdown|combobox)\s*=\s*[\"']true|lock\s*=\s*[\"'](?:sdtContentLocked|contentLocked)"
)
_CHOICE = b"list-item"  # one that a control offers
# Marks of Zotero and JabRef, whose words they write again.
_CITATION = re.compile(r"ZOTERO_|JABREF_|JR_cite")


class FieldScanner(TextScanner):
    """One pass over a text with controls and fields. The counts are of placeholders, and of what is bound to something:
    controls, fields with a result, citations."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.placeholders = self.bound = 0
        self._shut_controls: set[int] = set()
        self._shut_marks: list[str] = []  # of fields and citations that have begun
        self._opens |= {
            "loext:content-control": self._control, "text:placeholder": self._placeholder,
            "field:fieldmark-start": self._field_start, "field:fieldmark-separator": self._field_part,
            "field:fieldmark-end": self._field_end,
        }  # fmt: skip
        self._opens |= dict.fromkeys(("text:reference-mark-start", "text:bookmark-start"), self._mark_start)
        self._opens |= dict.fromkeys(("text:reference-mark-end", "text:bookmark-end"), self._mark_end)
        self._closes["loext:content-control"] = self._close_control

    def _end_story(self) -> None:
        """What was begun and never ends, ends here."""
        self._shut -= len(self._shut_marks)
        self._shut_marks.clear()

    def _control(self, tag: Match) -> int:
        is_placeholder, is_bound = _PLACEHOLDER.search(tag[3]) is not None, _BOUND.search(tag[3]) is not None
        self.placeholders += is_placeholder
        self.bound += is_bound and not is_placeholder
        shut = is_placeholder or is_bound or _FIXED.search(tag[3]) is not None or self._offers(tag)
        if not shut or self._paragraph < 0 or tag[3].endswith(b"/"):
            return self._open_inline(tag)
        outer = self._inline
        self._shut += 1
        end = self._open_inline(tag)
        if self._inline == outer:  # it is at its end
            self._shut -= 1
        else:
            self._shut_controls.add(self._inline)
        return end

    def _offers(self, tag: Match) -> bool:
        """Whether a control holds words to choose from."""
        first = TAG.match(self.pieces.data, tag.end())
        return first is not None and (first[2] or b"").rpartition(b":")[2] == _CHOICE

    def _close_control(self, tag: Match) -> None:
        if self._inline in self._shut_controls:
            self._shut -= 1
        self._close_inline(tag)

    def _placeholder(self, tag: Match) -> int:
        self.placeholders += 1
        return self._object(tag)

    def _field_start(self, tag: Match) -> int:
        end = self._object(tag)
        if self._deleting < 0 and self._paragraph >= 0:
            self.bound += 1
            self._begin_shut("")
        return end

    def _field_part(self, tag: Match) -> int:
        self._ignore = False if self._paragraph >= 0 else self._ignore
        return self._skip(tag)

    def _field_end(self, tag: Match) -> int:
        if self._deleting < 0:
            self._end_shut("")
        return self._field_part(tag)

    def _mark_start(self, tag: Match) -> int:
        name = value(tag, b"name")
        if self._deleting < 0 and _CITATION.match(name):
            self.bound += 1
            self._begin_shut(name)
        return self._skip(tag)

    def _mark_end(self, tag: Match) -> int:
        if self._deleting < 0:
            self._end_shut(value(tag, b"name"))
        return self._skip(tag)

    def _begin_shut(self, name: str) -> None:
        self._shut_marks.append(name)
        self._shut += 1

    def _end_shut(self, name: str) -> None:
        if name in self._shut_marks:
            self._shut_marks.remove(name)
            self._shut -= 1
