from dataclasses import replace

import pytest

from reviser.core.edit import Edit, Verdict
from reviser.datasets import r3
from reviser.datasets.annotations import Annotation, JudgedEdit, Selecting, chosen
from reviser.datasets.statistics import agreements, rows
from reviser.services.sources import open_dataset
from tests.data import shared

# R3's table, as its data's README has it: sessions, edits, accepted, each by session, and the share in per cent.
TABLE = """
human_human 1 45 253 128 5.62 2.84 50.59
human_human 2 40 194 131 4.85 3.27 67.53
human_human 3 27 105 79 3.89 2.93 75.24
system_human 1 39 221 122 5.67 3.13 55.20
system_human 2 31 125 86 4.03 2.77 68.80
system_human 3 25 84 47 3.36 1.88 55.95
system_only 1 10 88 88 8.80 8.80 100.00
system_only 2 10 67 67 6.70 6.70 100.00
system_only 3 8 20 20 2.50 2.50 100.00
"""


def save(
    annotator: str, verdicts: str, *, document: str = "d", intents: str = "", base: str | None = None
) -> Annotation:
    """One edit for each letter: a for accepted, r for rejected."""
    edits = tuple(
        JudgedEdit(Edit(at, "a", "b"), intent, Verdict.ACCEPT if verdict == "a" else Verdict.REJECT)
        for at, (verdict, intent) in enumerate(zip(verdicts, intents or "f" * len(verdicts), strict=True))
    )
    return Annotation("system_human", annotator, document, 1, "2022-02-17T21:20:03", base, None, edits, "r3", "")


def test_the_published_table_comes_out_to_the_last_digit() -> None:
    with open_dataset(shared("r3")) as source:
        saves = chosen((one for one in r3.read(source) if isinstance(one, Annotation)), Selecting.LATEST)
    said = [
        f"{row.group[0]} {row.group[1]} {row.sessions} {row.edits} {row.accepted} {row.edits_per_session:.2f}"
        f" {row.accepted_per_session:.2f} {row.accepted_share:.2%}".rstrip("%")
        for row in rows(saves, ["setting", "depth"])
    ]
    assert said == TABLE.strip().splitlines()
    by_intent = {row.group: (row.accepted, row.edits) for row in rows(saves, ["setting", "intent"])}
    assert by_intent["human_human", "clarity"] == (85, 139)
    assert by_intent["human_human", "fluency"] == (101, 121)
    assert by_intent["system_human", "style"] == (46, 71)
    by_type = {row.group: (row.accepted, row.edits) for row in rows(saves, ["type", "setting"])}
    assert by_type["A", "human_human"] == (86, 145)
    assert by_type["D", "system_human"] == (95, 182)


def test_a_session_counts_where_it_has_an_edit() -> None:
    saves = [save("x", "aar", intents="ffc"), save("y", "a", intents="f")]
    assert [(row.group, row.sessions, row.edits, row.accepted) for row in rows(saves, ["intent"])] == [
        (("c",), 1, 1, 0),
        (("f",), 2, 3, 3),
    ]
    (whole,) = rows(saves, [])
    assert (whole.group, whole.sessions, whole.edits, whole.accepted) == ((), 2, 4, 3)
    assert [row.group for row in rows(saves, ["day", "annotator"])] == [("2022-02-17", "x"), ("2022-02-17", "y")]
    with pytest.raises(KeyError):
        rows(saves, ["colour"])


def test_agreement_of_a_pair_by_hand() -> None:
    # Both accept 20, both reject 15, ten and five alone: kappa 0.4 (Cohen's own kind of example).
    pairs = ["aa"] * 20 + ["ar"] * 5 + ["ra"] * 10 + ["rr"] * 15
    first, second = "".join(pair[0] for pair in pairs), "".join(pair[1] for pair in pairs)
    (found,) = agreements([save("x", first), save("y", second), save("z", "a", document="other")])
    assert (found.annotators, found.edits) == (("x", "y"), 50)
    assert found.percent == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
    # 55 of 100 values accept: chance differs in 2 * 55 * 45 / (100 * 99) = 0.5.
    assert found.alpha == pytest.approx(1 - 0.3 / 0.5)


def test_the_same_text_under_two_names_is_judged_by_both() -> None:
    """As in two histories that are merged: each annotator's file lay elsewhere."""
    saves = [
        save("x", "ar", document="/x/a.txt", base="aa"),
        save("y", "aa", document="/y/a.txt", base="aa"),
        save("y", "aa", document="/y/b.txt", base="aab"),
        save("z", "rrr", document="/z/a.txt", base="aaab"),
    ]
    (found,) = agreements(saves)
    assert (found.annotators, found.edits, found.percent) == (("x", "y"), 2, 0.5)
    # By name and by text it is one edit.
    (found,) = agreements([*saves[:2], save("x", "aa", document="/y/a.txt", base="aa")])
    assert (found.edits, found.percent) == (2, 1.0)


def test_agreement_that_could_not_have_been_otherwise_is_none() -> None:
    (found,) = agreements([save("x", "aaa"), save("y", "aaa")])
    assert (found.percent, found.kappa, found.alpha) == (1.0, None, None)


def test_the_same_edit_is_of_one_depth_and_one_text() -> None:
    """Where nothing was accepted the next depth begins from the same text, and the same may be offered there again."""
    one, other = save("x", "a", base="aa"), save("y", "r", base="aa")
    assert agreements([one, replace(other, depth=2)]) == []
    (found,) = agreements([one, other, replace(other, depth=2)])
    assert (found.edits, found.percent) == (1, 0)
    assert agreements([one, replace(other, base="ab")]) == []  # the same document, revised otherwise meanwhile
    assert agreements([one, replace(other, base=None)])[0].edits == 1
