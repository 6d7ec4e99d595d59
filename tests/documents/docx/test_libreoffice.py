"""The second opinion of LibreOffice, where it is installed: what it reads of our files and makes of our changes.

It runs without a window (`soffice --headless --convert-to fodt`), in a profile of its own, over all files at once. In
its own format an insertion stands between two places of the text, and a deletion too, or apart, with its place in the
text: so both what comes of accepting all and what comes of rejecting all can be read as LibreOffice understands them.
"""

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reviser.core.edit import Edit
from reviser.documents.docx.document import WordDocument
from tests.data import shared
from tests.documents.docx.making import real

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
OFFICES = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
ME, NOW = "Ann Author", "2026-11-29T10:00:00Z"

# What LibreOffice reads otherwise, and why.
EXCEPTIONS = {"checkboxes": "it shows what is deleted in a paragraph that has form fields and anchors a text box"}

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]


def convert(folder: Path) -> None:
    """The documents of a folder in LibreOffice's own format, beside them."""
    assert OFFICE is not None
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [OFFICE, "--headless", profile, "--convert-to", "fodt", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True, timeout=280)


def words(text: str) -> str:
    """A text without what LibreOffice has in its own way: objects, blanks, lines, hyphens."""
    return re.sub(r"[\s\ufffc\u00ad\u2011\u200b-]+", "", text)


@dataclass
class Flat:
    """A file in LibreOffice's format: its changes by their ids, and its text."""

    root: ElementTree.Element
    inserted: set[str] = field(default_factory=set)
    deleted: dict[str, str] = field(default_factory=dict)
    authors: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> "Flat":
        flat = cls(ElementTree.parse(path).getroot())
        for region in flat.root.iter(f"{TEXT}changed-region"):
            identity = region.get(f"{TEXT}id", "")
            for change in region:
                if change.tag == f"{TEXT}insertion":
                    flat.inserted.add(identity)
                elif change.tag == f"{TEXT}deletion":
                    parts = (part for part in change if not part.tag.endswith("change-info"))
                    flat.deleted[identity] = "".join("".join(part.itertext()) for part in parts)
                flat.authors |= {creator.text or "" for creator in change.iter(f"{DUBLIN}creator")}
                flat.dates |= {(date.text or "")[:16] for date in change.iter(f"{DUBLIN}date")}
        return flat

    @property
    def comments(self) -> list[str]:
        return [words("".join(note.itertext())) for note in self.root.iter(f"{OFFICES}annotation")]

    def text(self, *, accept: bool) -> str:
        """The body with all changes accepted or rejected."""
        hidden = set(self.deleted) if accept else self.inserted
        return words("".join(self._walk(next(self.root.iter(f"{OFFICES}text")), set(), hidden, accept=accept)))

    def _walk(self, element: ElementTree.Element, opened: set[str], hidden: set[str], *, accept: bool) -> Iterator[str]:
        identity = element.get(f"{TEXT}change-id", "")
        if element.tag == f"{TEXT}change-start":
            opened.add(identity)
        elif element.tag == f"{TEXT}change-end":
            opened.discard(identity)
        elif element.tag == f"{TEXT}change" and not accept:
            yield self.deleted.get(identity, "")
        elif element.tag not in {f"{TEXT}tracked-changes", f"{OFFICES}annotation"}:
            yield element.text or "" if not opened & hidden else ""
            for child in element:
                yield from self._walk(child, opened, hidden, accept=accept)
        yield element.tail or "" if not opened & hidden else ""


def some_edits(document: WordDocument, seed: int) -> list[Edit]:
    """A few edits of words, and of a paragraph's mark, in the body."""
    choose = random.Random(seed)
    size = len(document.stories[0].pieces.text)
    matches = list(re.finditer(r"\w+", document.text[:size]))
    choose.shuffle(matches)
    edits: list[Edit] = []
    for found in sorted(matches[:6], key=lambda found: found.start()):
        after = choose.choice(["", "new", f"{found[0]} and more", f"{found[0]}\nnext"])
        edit = Edit(found.start(), found[0], after)
        if document.allows(edit):
            edits.append(edit)
    marks = [found.start() for found in re.finditer("\n", document.text[:size])]
    for place in choose.sample(marks, min(1, len(marks))):
        edit = Edit(place, "\n", "")
        if document.allows(edit) and all(other.end < place or other.start > place + 1 for other in edits):
            edits.append(edit)
    return sorted(edits)


def test_libreoffice_accepts_and_rejects_our_changes_to_the_clean_file_and_the_original(tmp_path: Path) -> None:
    shared("documents", "docx")
    made: list[str] = []
    for path in real():
        document = WordDocument(path.read_bytes(), path.name)
        edits = some_edits(document, len(made))
        if not edits or any(story.pieces.changes for story in document.stories):
            continue
        made.append(path.stem)
        tracked = document.tracked(edits, ME, NOW, {edits[0]: "Clarity: shorter"})
        for kind, data in (("original", path.read_bytes()), ("clean", document.clean(edits)), ("tracked", tracked)):
            (tmp_path / f"{path.stem}.{kind}.docx").write_bytes(data)
    convert(tmp_path)
    wrong: dict[str, str] = {}
    for name in made:
        original, clean, tracked_ = (
            Flat.read(tmp_path / f"{name}.{kind}.fodt") for kind in ("original", "clean", "tracked")
        )
        if tracked_.text(accept=True) != clean.text(accept=True):
            wrong[name] = "accepted"
        elif tracked_.text(accept=False) != original.text(accept=True):
            wrong[name] = "rejected"
        elif ME not in tracked_.authors or NOW[:16] not in tracked_.dates:
            wrong[name] = f"{tracked_.authors} {tracked_.dates}"
        elif not any("Clarity:shorter" in note for note in tracked_.comments):
            wrong[name] = f"comments {tracked_.comments}"
    assert len(made) > 40
    assert set(wrong) <= set(EXCEPTIONS), wrong
    assert len(EXCEPTIONS) <= len(made) * 0.05
