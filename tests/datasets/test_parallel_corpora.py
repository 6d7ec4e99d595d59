"""The shapes of JFLEG, ASSET and IteraTeR are known by their files."""

import json
from pathlib import Path

import pytest

from reviser.datasets.parallel import Parallel
from reviser.datasets.parallel_corpora import load
from reviser.datasets.tokens import detokenised, tokenised
from reviser.errors import UserError
from reviser.services.sources import open_dataset
from tests.data import shared


def read(path: Path) -> Parallel:
    with open_dataset(path) as source:
        (found,) = load(source)
    return found


def test_jfleg_and_asset_are_read_whole() -> None:
    jfleg = read(shared("jfleg"))
    assert (jfleg.name, len(jfleg.texts), len(jfleg.references)) == ("JFLEG", 754, 4)
    assert jfleg.tokens(0, jfleg.texts[0]) == jfleg.sources[0]
    asset = read(shared("asset"))
    assert (asset.name, len(asset.texts), len(asset.references)) == ("ASSET", 2000, 10)
    assert len(asset.first(7).references[9]) == 7


def test_iteraters_lines_have_one_reference(tmp_path: Path) -> None:
    line = {
        "before_sent": "We utilise it.",
        "after_sent": "We use it.",
        "labels": "clarity",
        "doc_id": "d",
        "revision_depth": "1",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n")
    found = read(tmp_path / "a.jsonl")
    assert found.texts == ("We utilise it.",)
    assert found.references == ((["we", "use", "it", "."],),)


def test_what_does_not_belong_together_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.src").write_text("one\ntwo\n")
    with pytest.raises(UserError, match="same number of lines"):
        read(tmp_path)
    (tmp_path / "a.ref0").write_text("one\n")
    with pytest.raises(UserError, match="same number of lines"):
        read(tmp_path)
    (tmp_path / "a.src").unlink()
    with pytest.raises(UserError, match="neither the files of JFLEG"):
        read(tmp_path)


def test_tokens_come_apart_and_together() -> None:
    line = "I do n't know , but it 's \" fine \" ."
    assert detokenised(line) == "I don't know, but it's \"fine\"."
    assert tokenised(detokenised(line)) == line.split()
