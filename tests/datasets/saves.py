"""Saves to write and read: drawn at random for what always holds, and one that is known by heart."""

from hypothesis import strategies as st

from reviser.core.diff import diff
from reviser.core.edit import Edit, Verdict, apply
from reviser.datasets.annotations import Annotation, JudgedEdit

INTENTS = ("clarity", "fluency", "coherence", "style", "meaning-changed", "other")
VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.REWRITE, Verdict.UNDECIDED)
WORDS = ("We", "utilise", "it", "now", "😀", "naïve", "don't", "x=1", "שלום", "end.", "Yes.", "\n\n", "\r\n", "—")

_texts = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def save_of(base: str, edits: tuple[JudgedEdit, ...], *, document: str = "d", annotator: str = "ann") -> Annotation:
    """A save whose result is what its edits make."""
    accepted = [judged.applied for judged in edits if judged.accepted]
    result = apply(base, accepted)
    saved = "2022-02-17T21:20:03"
    return Annotation("system_human", annotator, document, 1, saved, base, result, edits, "r3", f"{document} 1")


@st.composite
def saves(draw: st.DrawFn) -> Annotation:
    """A text, the edits that make another of it, and a decision on each."""
    base, other = draw(_texts), draw(_texts)
    edits: list[JudgedEdit] = []
    for edit in diff(base, other):
        verdict = draw(st.sampled_from(VERDICTS))
        rewritten = edit.after + "!" if verdict is Verdict.REWRITE else None
        edits.append(JudgedEdit(edit, draw(st.sampled_from(INTENTS)), verdict, rewritten))
    return save_of(base, tuple(edits))


BASE = "We utilise it. It is very good. So we stop."
KNOWN = save_of(
    BASE,
    (
        JudgedEdit(Edit(3, "utilise", "use"), "clarity", Verdict.ACCEPT),
        JudgedEdit(Edit(21, "very ", ""), "style", Verdict.REJECT, reason="voice"),
        JudgedEdit(Edit(32, "So we", "We then"), "coherence", Verdict.REWRITE, rewritten="Then we"),
        JudgedEdit(Edit(42, "", " here"), "fluency", Verdict.UNDECIDED),
    ),
)
