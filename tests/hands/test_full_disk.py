"""Nothing can be written for a while, as on a full disk: what is said then, what is said no longer when it can be
written again, and that nothing is lost. The program may make no file longer meanwhile (RLIMIT_FSIZE)."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from tests.hands.documents import Desk
from tests.hands.editors import Reviser
from tests.hands.kept import Kept
from tests.hands.wait import until

TEXT = "We went home early.\n"
NO_HISTORY = "The history at"
NOT_SAVED = "cannot be saved"


@contextmanager
def nothing_written(program: Reviser) -> Iterator[None]:
    soft, hard = resource.prlimit(program.running.number, resource.RLIMIT_FSIZE)
    resource.prlimit(program.running.number, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.prlimit(program.running.number, resource.RLIMIT_FSIZE, (soft, hard))


def test_what_is_typed_while_the_history_cannot_be_written_is_kept_as_soon_as_it_can(desk: Desk) -> None:
    program = desk.edit(TEXT)
    program.key("ctrl+End")
    with nothing_written(program):
        program.type("Typed")
        program.await_said(NO_HISTORY)
        until(lambda: program.unsaved, "the title says that the text is not saved", seen=program.seat.screen.titles)
        program.key("ctrl+s", "ctrl+w")
        program.seat.screen.await_window("Not stored yet")
        program.key("Esc")
        program.seat.screen.await_gone("Not stored yet")
        assert program.path.read_text(encoding="utf-8") == TEXT
    program.await_not_said(NO_HISTORY)
    assert program.text.text == TEXT + "Typed"
    assert Kept(program).text(program.path) == TEXT + "Typed"
    assert program.save().decode() == TEXT + "Typed"


def test_a_file_that_cannot_be_written_stays_whole_and_is_said_until_it_is_saved(desk: Desk) -> None:
    program = desk.edit(TEXT)
    program.type("My ")
    program.pause()
    with nothing_written(program):
        program.key("ctrl+s")
        program.await_said(NOT_SAVED)
        assert program.unsaved
        assert program.path.read_text(encoding="utf-8") == TEXT
    assert program.save().decode() == "My " + TEXT
    program.await_not_said(NOT_SAVED)
