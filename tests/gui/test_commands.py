"""Every command of the table can be run without a mouse: by its key, and by its name in the palette."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from reviser.core.edit import Intent, Proposal
from reviser.core.filters import FLAGGED, Filters, SortOrder
from reviser.core.round_state import Status
from reviser.core.text import Span
from reviser.gui.commands import CommandGroup
from reviser.gui.dialogs.command_palette import rank_commands
from reviser.gui.panels.edit_list import ShownProposals
from reviser.gui.text.round_page import PastView
from reviser.gui.text.text_view import TextMode
from reviser.gui.text.views import View
from tests.core.recording import propose
from tests.gui.looking import FINDING
from tests.gui.showing import window_of
from tests.gui.situations import (
    accept_first,
    all_selected,
    alone,
    begins,
    changed_outside,
    choose,
    clipboard,
    dialog,
    ends,
    find,
    front,
    item,
    look,
    nothing,
    open_palette,
    press,
    read_first,
    reason,
    remember,
    running,
    sample,
    select,
    size,
    two_more,
    typed,
    typing,
    typing_copied,
    typing_selected,
    undone,
)
from tests.gui.test_window import Seat
from tests.services.desk import desk

TEXT = "Teh cat ate 12 flar. It was very big.\n\nTeh dog saw teh mat.\n"
OTHERS = tuple(f"other {number}" for number in range(1, 10))

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _proposals() -> tuple[Proposal, ...]:
    return (
        replace(propose(TEXT, "Teh", "The"), alternatives=OTHERS),
        propose(TEXT, "12", "21"),
        propose(TEXT, "flar", "flare", word="flar"),
        replace(propose(TEXT, "very big", "huge", intent=Intent.STYLE), rule="plain/very"),
        propose(TEXT, "Teh", "The", nth=1),
    )


@pytest.fixture
def seat(tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """Two rounds, of which the second waits for decisions; its first proposal is the current one."""
    with desk(tmp_path) as program:
        window = window_of(program, qtbot, (1400, 900))  # room for all panels
        made = Seat(program, window)
        made.open(TEXT)
        window.rounds.revise()
        program.pump(made.open_document)
        program.reviser.rounds.append(_proposals())
        window.rounds.revise()
        program.pump(made.open_document)
        window.workspace.set_mode(TextMode.REVIEW)
        window.workspace.text.setFocus()
        yield made


Case = tuple[Callable[[Seat], None], Callable[[Seat], bool]]
CASES: dict[str, Case] = {
    "accept": (nothing, lambda seat: seat.statuses()[0] is Status.ACCEPTED),
    "reject": (nothing, lambda seat: seat.statuses()[0] is Status.REJECTED),
    "rewrite": (nothing, lambda seat: seat.window.workspace.rewrite.isVisible()),
    "take-back": (accept_first, lambda seat: seat.statuses()[0] is Status.PENDING),
    "reject-wrong": (nothing, lambda seat: reason(seat) == "reject wrong"),
    "reject-meaning": (nothing, lambda seat: reason(seat) == "reject meaning"),
    "reject-voice": (nothing, lambda seat: reason(seat) == "reject voice"),
    "reject-unnecessary": (nothing, lambda seat: reason(seat) == "reject unnecessary"),
    **{f"alternative-{number}": (nothing, partial(begins, f"other {number}")) for number in range(1, 10)},
    "accept-like": (nothing, lambda seat: seat.statuses().count(Status.ACCEPTED) == 2),
    "reject-like": (nothing, lambda seat: seat.statuses().count(Status.REJECTED) == 2),
    "accept-shown": (nothing, lambda seat: seat.statuses().count(Status.ACCEPTED) == 4),
    "reject-shown": (nothing, lambda seat: seat.statuses().count(Status.REJECTED) == 5),
    "word-here": (lambda seat: choose(seat, 2), lambda seat: "flar" in seat.open_document.state.words),
    "word-everywhere": (lambda seat: choose(seat, 2), lambda seat: "flar" in seat.program.store.words()),
    "silence-rule": (
        lambda seat: choose(seat, 3),
        lambda seat: "plain/very" in seat.open_document.state.memory.silenced,
    ),
    "lock": (remember, lambda seat: seat.open_document.state.locks == (Span(0, 7),)),
    "next": (nothing, lambda seat: item(seat) == 1),
    "previous": (nothing, lambda seat: item(seat) == 4),
    "skip": (nothing, lambda seat: item(seat) == 1),
    "mode": (nothing, lambda seat: seat.window.workspace.text.editing),
    "other-pane": (nothing, lambda seat: seat.window.workspace.list.hasFocus()),
    "list-all": (
        lambda seat: seat.window.workspace.filters[ShownProposals.UNDECIDED].click(),
        lambda seat: seat.window.workspace.filters[ShownProposals.ALL].isChecked(),
    ),
    "list-undecided": (nothing, lambda seat: seat.window.workspace.filters[ShownProposals.UNDECIDED].isChecked()),
    "list-aside": (nothing, lambda seat: seat.window.workspace.filters[ShownProposals.SET_ASIDE].isChecked()),
    "filter": (nothing, lambda seat: seat.window.workspace.filter.menu.isVisible()),
    "filter-paragraph": (nothing, lambda seat: len(seat.window.workspace.list.rows.items) == 4),
    "filter-sentence": (nothing, lambda seat: len(seat.window.workspace.list.rows.items) == 3),
    "filter-like": (nothing, lambda seat: len(seat.window.workspace.list.rows.items) == 2),
    "filter-flagged": (nothing, lambda seat: len(seat.window.workspace.list.rows.items) == 1),
    "filter-none": (
        lambda seat: seat.window.workspace.filter.choose(Filters(risk=FLAGGED)),
        lambda seat: seat.window.workspace.filter.choice == Filters(),
    ),
    "sort-place": (
        lambda seat: seat.window.workspace.filter.sort(SortOrder.RISK),
        lambda seat: seat.window.workspace.filter.order is SortOrder.PLACE,
    ),
    "sort-risk": (nothing, lambda seat: seat.window.workspace.filter.order is SortOrder.RISK),
    "sort-sure": (nothing, lambda seat: seat.window.workspace.filter.order is SortOrder.SURE),
    "sort-unsure": (nothing, lambda seat: seat.window.workspace.filter.order is SortOrder.UNSURE),
    "sort-chance": (nothing, lambda seat: seat.window.workspace.filter.order is SortOrder.CHANCE),
    "revise": (nothing, lambda seat: seat.open_document.state.depth == 3),
    "cancel": (running, ends),
    "undo": (accept_first, lambda seat: seat.statuses()[0] is Status.PENDING),
    "cut": (typing_selected, lambda seat: clipboard() == "Teh cat" and typed(seat).startswith(" ate")),
    "copy": (remember, lambda _: clipboard() == "Teh cat"),
    "paste": (typing_copied, lambda seat: typed(seat).startswith("new Teh")),
    "select-all": (nothing, all_selected),
    **FINDING,
    "redo": (undone, lambda seat: seat.statuses()[0] is Status.ACCEPTED),
    "earlier": (nothing, lambda seat: seat.window.workspace.reading == 1),
    "later": (read_first, lambda seat: seat.window.workspace.reading == 0),
    "back": (read_first, lambda seat: seat.window.workspace.reading == 0),
    "past-changes": (read_first, lambda seat: seat.window.workspace.past.buttons[PastView.CHANGES].isChecked()),
    "past-before": (read_first, lambda seat: seat.window.workspace.past.buttons[PastView.BEFORE].isChecked()),
    "past-after": (read_first, lambda seat: seat.window.workspace.past.buttons[PastView.AFTER].isChecked()),
    "why": (nothing, lambda seat: seat.window.workspace.inspector.details_button.isChecked()),
    "revise-passage": (nothing, lambda _: bool(dialog("PassageDialog"))),
    "wish": (nothing, lambda _: bool(dialog("RoundSettingsDialog"))),
    "sent": (nothing, lambda _: bool(dialog("RequestsDialog"))),
    "library": (nothing, lambda _: bool(dialog("LibraryDialog"))),
    "backups": (nothing, lambda _: bool(dialog("BackupsDialog"))),
    "import": (nothing, lambda _: bool(dialog("ImportDialog"))),
    "export": (nothing, lambda _: bool(dialog("ExportDialog"))),
    "search": (nothing, lambda _: bool(dialog("SearchDialog"))),
    "charts": (nothing, lambda _: bool(dialog("ChartsDialog"))),
    "queue": (nothing, lambda _: bool(dialog("QueueDialog"))),
    "queue-done": (nothing, lambda seat: "nobody's queue" in seat.window.message.label.text()),
    "annotator": (nothing, lambda seat: seat.window.queue.menu.isVisible() and seat.window.queue.menu.close()),
    "origins": (nothing, lambda _: bool(dialog("AuthorshipDialog"))),
    "history": (nothing, lambda seat: seat.window.history.open),
    "learned": (nothing, lambda _: bool(dialog("LearnedDialog"))),
    "view-inline": (lambda seat: look(seat, View.RESULT), lambda seat: seat.window.workspace.text.isVisible()),
    "view-side-by-side": (nothing, lambda seat: seat.window.workspace.views.side.isVisible()),
    "view-result": (nothing, lambda seat: alone(seat).startswith("The cat ate 21 flare.")),
    "show-original": (nothing, lambda seat: alone(seat).startswith("Teh cat ate 12 flar.")),
    "show-accepted": (accept_first, lambda seat: alone(seat).startswith("The cat ate 12 flar.")),
    "focus": (nothing, lambda seat: not seat.window.workspace.side.isVisible() and not seat.window.bar.isVisible()),
    "panel-rounds": (nothing, lambda seat: not seat.window.workspace.rounds.isVisible()),
    "panel-side": (nothing, lambda seat: not seat.window.workspace.side.isVisible()),
    "lines-longer": (nothing, lambda seat: seat.window.theme.reading.width == 80),
    "lines-shorter": (nothing, lambda seat: seat.window.theme.reading.width == 55),
    "text-larger": (nothing, lambda seat: size(seat) == 14),
    "text-smaller": (nothing, lambda seat: size(seat) == 12),
    "text-usual": (lambda seat: seat.window.commands.run("text-larger"), lambda seat: size(seat) == 13),
    "new": (nothing, lambda seat: seat.open_document.document.path is None and seat.window.workspace.text.editing),
    "next-tab": (two_more, lambda seat: front(seat) == "2.txt"),
    "previous-tab": (two_more, lambda seat: front(seat) == "a.txt"),
    "close": (nothing, lambda seat: seat.window.review is None and seat.window.welcome.isVisible()),
    "print": (nothing, lambda _: bool(dialog("QPrintDialog"))),
    "about": (nothing, lambda _: bool(dialog("AboutDialog"))),
    "read-again": (changed_outside, lambda seat: seat.open_document.state.text.endswith("More.\n")),
    "save": (accept_first, lambda seat: seat.path.read_text(encoding="utf-8").startswith("The cat")),
    "open-parts": (nothing, lambda seat: "includes no other" in seat.window.message.label.text()),
    "sample": (sample, lambda seat: seat.open_document.state.text == "A sample.\n"),
    "quit": (nothing, lambda seat: not seat.window.isVisible()),
    "keys": (nothing, lambda _: bool(dialog("KeysDialog"))),
    "settings": (nothing, lambda _: bool(dialog("SettingsDialog"))),
}
# These ask the system for a file, or need remarks, the palette itself or the history: each has a test of its own.
APART = {"open", "save-as", "save-tracked", "export-pdf", "merge", "list-remarks", "palette"}
# Of those that are tried here, those without a key of their own.
KEYLESS = {
    "list-all", "list-undecided", "list-aside", "filter-flagged", "sort-place", "sort-risk", "sort-sure", "sort-unsure",
    "sort-chance", "past-changes", "past-before", "past-after", "backups", "import", "sample", "open-parts", "about",
    "read-again",
}  # fmt: skip


def test_every_command_has_something_that_does_it_and_is_tried_here(seat: Seat) -> None:
    registry = seat.window.commands
    history = {command.id for command in registry.groups()[CommandGroup.HISTORY]}
    assert {command.id for command in registry} == set(CASES) | APART | history
    assert {name for name in CASES if not registry[name].keys} == KEYLESS


@pytest.mark.parametrize("command", [name for name in CASES if name not in KEYLESS])
def test_each_command_is_done_by_each_of_its_keys(seat: Seat, command: str) -> None:
    before, done = CASES[command]
    before(seat)
    press(seat, seat.window.commands[command].keys[0])
    assert done(seat)
    for other in QApplication.topLevelWidgets():
        if isinstance(other, QDialog):
            other.reject()


@pytest.mark.parametrize("command", CASES)
def test_each_command_is_done_from_the_palette(seat: Seat, command: str) -> None:
    before, done = CASES[command]
    before(seat)
    find(seat, seat.window.commands[command].plain)
    assert done(seat), command
    assert seat.window.document_manager.settings.commands[:1] == (command,)


@pytest.mark.parametrize(
    ("command", "done"),
    [
        (name, case[1])
        for name, case in CASES.items()
        if name in {"undo", "redo", "accept-shown", "lock", "save", "wish"}
    ],
)
def test_chords_hold_in_the_editable_text_too(seat: Seat, command: str, done: Callable[[Seat], bool]) -> None:
    CASES[command][0](seat)
    typing(seat)
    if command == "lock":
        remember(seat)
    press(seat, seat.window.commands[command].keys[0])
    assert done(seat)


def test_the_palette_offers_only_what_can_be_done(seat: Seat) -> None:
    palette = open_palette(seat)
    assert palette.current == "accept"
    QTest.keyClicks(palette.field, "take back")
    assert palette.command_ids == ["take-back"]
    assert palette.current == ""
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert seat.statuses() == [Status.PENDING] * 5
    palette.reject()


def test_the_palette_begins_with_what_was_run_last(seat: Seat) -> None:
    find(seat, "sort: flagged")
    find(seat, "flagged only")
    palette = open_palette(seat)
    assert palette.command_ids[:2] == ["filter-flagged", "sort-risk"]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.current == "sort-risk"
    palette.reject()


def test_words_find_a_command_by_beginnings_and_in_spite_of_a_slip(seat: Seat) -> None:
    names = [(command.id, command.plain) for command in seat.window.commands]
    assert rank_commands("rej voi", names, ()) == ["reject-voice"]
    assert rank_commands("acept the propsal", names, ())[0] == "accept"
    assert rank_commands("", names, ("quit",))[0] == "quit"
    assert rank_commands("", names, ())[0] == "accept"
    assert rank_commands("zzzz", names, ()) == []


@pytest.mark.parametrize("mode", [nothing, typing])
def test_esc_closes_a_message_and_changes_nothing_else(seat: Seat, mode: Callable[[Seat], None]) -> None:
    mode(seat)
    seat.window.say("Something went wrong.")
    press(seat, "Esc")
    assert not seat.window.message.isVisible()
    press(seat, "Esc")
    assert seat.window.isVisible()
    assert seat.statuses() == [Status.PENDING] * 5


def test_the_remarks_are_listed_only_where_there_are_some(seat: Seat) -> None:
    assert not seat.window.commands.enabled("list-remarks")


@pytest.mark.parametrize("command", ["open", "save-as", "save-tracked", "export-pdf"])
def test_files_are_asked_for(seat: Seat, command: str) -> None:
    asked: list[str] = []

    def close() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                asked.append(widget.windowTitle())
                widget.reject()
                return
        QTimer.singleShot(10, close)

    QTimer.singleShot(0, close)
    seat.window.commands.run(command)
    titles = {
        "open": "Open a document",
        "save-as": "Save as",
        "save-tracked": "Save a copy with tracked changes",
        "export-pdf": "Export as PDF",
    }
    assert asked == [titles[command]]


def test_a_lock_is_freed_where_the_caret_stands_and_what_cannot_be_locked_is_said(seat: Seat) -> None:
    press(seat, "Ctrl+L")
    assert "select the passage" in seat.window.message.label.text()
    remember(seat)
    press(seat, "Ctrl+L")
    assert list(seat.open_document.state.locks) == [Span(0, 7)]
    assert seat.statuses()[0] is Status.LOCKED
    text = seat.window.workspace.text
    assert text.extraSelections()[0].cursor.selectedText() == "Teh cat"
    assert len(text.locks_in_sight()) == 1
    assert seat.window.workspace.note.text().startswith("Locked")
    seat.key(Qt.Key.Key_A)
    select(seat, Span(3, 3))
    press(seat, "Ctrl+L")
    assert list(seat.open_document.state.locks) == []
    assert seat.window.workspace.note.text() == "Unlocked"
    assert text.locks_in_sight() == []
