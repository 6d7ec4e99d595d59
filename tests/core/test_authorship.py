"""One step back takes back what was typed in one stretch, however many events it is kept in."""

from reviser.core.edit import Edit
from reviser.core.events import Changed, Redone, Undone
from tests.core.recording import Recording


def test_undo_takes_back_a_stretch_of_typing_and_redo_brings_all_of_it_back() -> None:
    doc = Recording("cat")
    doc.do(Changed((Edit(3, "", " s"),)))
    doc.do(Changed((Edit(5, "", "at"),), continues=True))
    doc.do(Changed((Edit(7, "", "."),), continues=True))
    doc.do(Changed((Edit(0, "", "A "),)))
    assert [len(doc.timeline.undo_step), len(doc.timeline.redo_step)] == [1, 0]
    doc.undo()
    assert [recorded.seq for recorded in doc.timeline.undo_step] == [4, 3, 2]
    for recorded in doc.timeline.undo_step:
        doc.do(Undone(recorded.seq))
    assert doc.state.text == "cat"
    step = doc.timeline.redo_step
    assert [recorded.seq for recorded in step] == [2, 3, 4]
    for recorded in step:
        doc.do(Redone(recorded.seq))
    assert doc.state.text == "cat sat."
    assert [recorded.seq for recorded in doc.timeline.redo_step] == [5]
