"""Several documents open at once, by keys and mouse, until after a restart."""

from tests.hands.documents import Desk
from tests.hands.wait import until

FIRST = "The first text.\n"
SECOND = "The second text.\n"


def test_what_is_typed_in_each_document_stays_in_it_and_comes_back_after_a_kill(desk: Desk) -> None:
    program = desk.edit(FIRST)
    first, second = program.path, desk.write(SECOND)
    program.key("ctrl+End")
    program.type("One")
    program.open_beside(second)
    until(lambda: len(program.tabs) == 2, "there are two tabs", seen=lambda: program.tabs)
    program.edit()
    program.key("ctrl+End")
    program.type("Two")
    program.key("ctrl+Tab")
    program.appear(f"{first.name}* — reviser")
    assert program.text.text == f"{FIRST}One"
    program.type(" more")
    program.path = first
    assert program.save().decode() == f"{FIRST}One more"
    boxes = program.boxes()
    program.click(*boxes[f"{second.name}*"].middle)
    program.appear(f"{second.name}* — reviser")
    program.type(" more")
    program.key("ctrl+Tab")
    program.appear(f"{first.name} — reviser")
    program.running.kill()
    program.start(first, named=False)
    assert program.text.text == f"{FIRST}One more"
    marked = [first.name, f"{second.name}*"]  # one that was not looked at yet, too
    until(lambda: program.tabs == marked, "the unsaved one is marked", seen=lambda: program.tabs)
    program.key("ctrl+Tab")
    program.appear(f"{second.name}* — reviser")
    assert program.text.text == f"{SECOND}Two more"
    program.path = second
    assert program.save().decode() == f"{SECOND}Two more"
    program.key("ctrl+w")
    program.appear(f"{first.name} — reviser")
    assert program.tabs == []
    program.path = first
