"""Looking for a word in a window, for tests: the search in the background is brought in by hand."""

from collections.abc import Callable

from tests.gui.test_window import Seat


def looking(seat: Seat) -> None:
    """For a word that stands there three times; the first is selected."""
    seat.window.commands.run("find")
    seat.window.finding.bar.words.setText("teh")
    answered(seat)


def answered(seat: Seat) -> None:
    """Let the search have its answer."""
    while seat.window.finding.busy:
        seat.program.document_manager.receive(seat.program.take())


def matched(seat: Seat) -> str:
    """Which match is selected."""
    answered(seat)
    return seat.window.finding.bar.count.text()


# What tries each command: what is done before it, and whether it was done.
FINDING: dict[str, tuple[Callable[[Seat], None], Callable[[Seat], bool]]] = {
    "find": (lambda _: None, lambda seat: seat.window.finding.bar.words.hasFocus()),
    "find-next": (looking, lambda seat: matched(seat) == "2 of 3"),
    "find-previous": (looking, lambda seat: matched(seat) == "3 of 3"),
    "replace": (lambda _: None, lambda seat: seat.window.finding.bar.template.isVisible()),
}
