"""The second opinion of a validator: what is written has no error that the file lacked, clean and tracked, and with
changes of others decided. Ids of changes and `w:delText` it does not look at: other tests do."""

from pathlib import Path

import pytest

from reviser.documents.docx.document import WordDocument
from tests.data import shared
from tests.documents.docx.making import real
from tests.documents.docx.test_edits import ME, NOW
from tests.documents.spliced import random_edits

audit = pytest.importorskip("openxml_audit")
PARTS = 9  # of the files; of each part one file, where not all are asked for
Fault = tuple[str, str, str]


def faults(folder: Path, data: bytes) -> set[Fault]:
    """What is wrong with a file: the kind, the part, and the sentence. A validator that has seen another file takes
    what it knows of that for this one's: each file has its own."""
    path = folder / "audited.docx"
    path.write_bytes(data)
    found = audit.OpenXmlValidator().validate(path).errors
    return {(each.error_type.name, each.part_uri, each.description) for each in found}


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    path = next(shared("documents", "docx").rglob("RP003-Inserted-Text.docx"))
    document = WordDocument(path.read_bytes(), path.name)
    assert not faults(tmp_path, document.data)
    part = document.package.part(document.package.document).data
    broken = part.replace(b'w:author="Eric White" ', b"", 1)
    assert broken != part
    assert faults(tmp_path, document.package.replaced({document.package.document: broken}))


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_written_has_no_fault_that_was_not_there(
    part: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    long = request.config.getoption("--long")
    for path in real()[part::PARTS][: None if long else 1]:
        data = path.read_bytes()
        before = faults(tmp_path, data)
        document = WordDocument(data, path.name)
        for seed in range(3 if long else 1):
            edits = random_edits(document, seed)
            notes = {edits[0]: "Clarity: shorter"} if edits else {}
            for written in (document.clean(edits), document.tracked(edits, ME, NOW, notes)):
                assert not faults(tmp_path, written) - before, (path.name, seed)
        if document.changes:
            half = document.changes[::2]
            assert not faults(tmp_path, document.decided(half, ())) - before, path.name
            assert not faults(tmp_path, document.decided((), half)) - before, path.name
