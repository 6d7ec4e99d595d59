"""What an OpenDocument text says, read a second way: over the tree that ElementTree builds, by recursion, with no place
of a byte anywhere. Slow, small, and written apart from the scanner, to be held against it."""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from reviser.documents.odt.names import SPACES

Element = ElementTree.Element
_PREFIXES = {uri: prefix for prefix, uri in SPACES.items()}
FLOWS = "office:text text:section text:list-item text:list-header table:table-cell text:note-body".split()
HOLDERS = FLOWS + (
    "text:list table:table table:table-row table:table-rows table:table-header-rows table:table-row-group".split()
)
SILENT = re.compile(
    r"loext:list-item|text:(bookmark|reference-mark|toc-mark|user-index-mark|alphabetical-index-mark)(-start|-end)?|text:number"
    r"|text:(sequence|variable|user-field|dde-connection)-decls|office:(forms|dde-source)"
    r"|text:alphabetical-index-auto-mark-file|text:tracked-changes|office:annotation(-end)?"
    r"|table:(title|desc|shapes|calculation-settings|content-validations|label-ranges)"
    r"|table:table(-header)?-column(s|-group)?"
)
HEADER = re.compile(r"(?:style|loext):(?:header|footer)(?:-left|-first)?")


def name(element: Element) -> str:
    """The name of an element with the usual prefix of its namespace."""
    space, _, local = element.tag[1:].partition("}")
    return f"{_PREFIXES.get(space, 'other')}:{local}"


def value(element: Element, attribute: str) -> str:
    return next((text for key, text in element.attrib.items() if key.split("}")[-1] == attribute), "")


@dataclass
class Reading:
    """`accepting`: what was tracked is in force; else the text is as before it."""

    accepting: bool
    inserted: set[str] = field(default_factory=set)
    deleted: dict[str, Element] = field(default_factory=dict)
    stacked: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    notes: list[Element] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    blank: bool = True
    in_paragraph: bool = False

    def say(self, text: str) -> None:
        if not self.hidden:
            self.out.append(text)

    def list_changes(self, root: Element) -> None:
        for region in root.iter(f"{{{SPACES['text']}}}changed-region"):
            kinds = [name(child) for child in region]
            if kinds[:1] == ["text:insertion"]:
                self.inserted.add(value(region, "id"))
            elif kinds[:1] == ["text:deletion"]:
                self.deleted[value(region, "id")] = region[0]
                if len(kinds) > 1:
                    self.stacked.add(value(region, "id"))

    def chars(self, text: str | None) -> None:
        for sign in (text or "") if self.in_paragraph else "":
            if sign in " \t\r\n":
                if not self.blank:
                    self.say(" ")
                self.blank = True
            else:
                self.say(sign)
                self.blank = False

    def one(self, text: str) -> None:
        self.say(text)
        self.blank = False

    def read(self, element: Element, parent: str) -> None:
        kind = name(element)
        if kind in {"text:p", "text:h"} and not self.in_paragraph:
            self.blank = self.in_paragraph = True
            self.inner(element)
            self.in_paragraph = False
            self.say("\n")
        elif (kind in HOLDERS and not self.in_paragraph) or (
            kind in {"text:span", "text:a", "text:meta", "loext:content-control"} and self.in_paragraph
        ):
            self.inner(element)
        elif kind == "text:change-start" and value(element, "change-id") in self.inserted:
            if not self.accepting:
                self.hidden.add(value(element, "change-id"))
        elif kind == "text:change-end":
            self.hidden.discard(value(element, "change-id"))
        elif kind == "text:change":
            self.content(value(element, "change-id"))
        elif kind in {"text:change-start", "text:section-source"} or SILENT.fullmatch(kind):
            self.blank = self.blank and kind != "office:annotation"
        elif kind in {"text:soft-page-break", "field:fieldmark-separator", "field:fieldmark-end"}:
            self.blank = False
        elif self.in_paragraph:
            self.sign(element, kind)
        elif parent in FLOWS:
            self.say("\ufffc\n")

    def sign(self, element: Element, kind: str) -> None:
        if kind == "text:s":
            self.one(" " * int(value(element, "c") or 1))
        elif kind in {"text:tab", "text:line-break"}:
            self.one("\t" if kind == "text:tab" else "\u2028")
        else:
            if kind == "text:note" and not self.hidden:
                self.notes += (child for child in element if name(child) == "text:note-body")
            self.one("\ufffc")

    def content(self, identity: str) -> None:
        """What was deleted, at its mark."""
        region = self.deleted.get(identity)
        if region is None or self.accepting or identity in self.stacked:
            return
        kept, notes = (self.blank, self.in_paragraph), list(self.notes)
        self.in_paragraph = False
        for child in region:
            if name(child) != "office:change-info":
                self.read(child, "")
        self.blank, self.in_paragraph = kept
        self.notes = notes
        if self.in_paragraph and self.out[-1:] == ["\n"] and not self.hidden:
            self.out.pop()

    def say_notes(self, last: set[Element]) -> None:
        """The notes, those of `last` behind the others."""
        for body in sorted(self.notes, key=lambda note: note in last):
            self.say("\n")
            self.inner(body)

    def inner(self, element: Element) -> None:
        self.chars(element.text)
        for child in element:
            self.read(child, name(element))
            self.chars(child.tail)


def text(xml: bytes, *, accepting: bool = False) -> str:
    """The text of a document, before what was tracked, or with all of it in force."""
    root = ElementTree.fromstring(xml)
    reading = Reading(accepting)
    reading.list_changes(root)
    for body in root.iter(f"{{{SPACES['office']}}}text"):
        reading.inner(body)
    notes = root.iter(f"{{{SPACES['text']}}}note")
    ends = {body for note in notes if value(note, "note-class") == "endnote" for body in note}
    reading.say_notes(ends)
    return "".join(reading.out)


def apart(xml: bytes) -> set[str]:
    """The texts that are shown behind a document's: of its headers and footers, boxes and shapes."""
    root = ElementTree.fromstring(xml)
    found: set[str] = set()
    for element in root.iter():
        kind, inner = name(element), {name(child) for child in element}
        is_header = HEADER.fullmatch(kind) is not None and value(element, "display") != "false"
        if is_header or (kind.startswith("draw:") and inner & {"text:p", "text:h", "text:list", "table:table"}):
            reading = Reading(False)
            reading.list_changes(root)
            reading.say("\n")
            reading.inner(element)
            reading.say_notes(set())
            found.add("".join(reading.out))
    return {text for text in found if text.strip()}
