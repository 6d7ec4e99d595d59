"""The table of commands agrees with the commands, and a command imports what it needs and no more."""

import inspect
from pathlib import Path

import click
import pytest

import reviser
from reviser.cli.lazy import LazyCommand
from reviser.commands import COMMANDS, program

ROOT = Path(reviser.__file__).parents[1]
NAMES = [entry.name for entry in COMMANDS]
WIDTH = 80  # columns of the narrowest terminal in which the list of commands has no broken lines


@pytest.mark.parametrize("entry", COMMANDS, ids=NAMES)
def test_an_entry_names_a_command_of_its_name(entry: LazyCommand) -> None:
    assert entry.load().name == entry.name


def test_every_command_of_the_terminal_is_in_the_table() -> None:
    """A command that belongs to no group, in any module beside those of the table."""
    loaded = {id(entry.load()) for entry in COMMANDS}
    grouped = {
        id(inner) for entry in COMMANDS if isinstance(group := entry.load(), click.Group) for inner in _all_in(group)
    }
    folder = ROOT / "reviser" / "cli"
    found = {
        f"{path.stem}.{name}"
        for path in folder.glob("*.py")
        for name, value in vars(__import__(f"reviser.cli.{path.stem}", fromlist=["_"])).items()
        if isinstance(value, click.Command) and id(value) not in loaded | grouped
    }
    assert not found


@pytest.mark.parametrize("entry", COMMANDS, ids=NAMES)
def test_every_option_and_argument_is_a_parameter_of_its_function(entry: LazyCommand) -> None:
    """click passes them by name when the command runs, so that no type checker sees a wrong one."""
    command = entry.load()
    for one in (command, *(_all_in(command) if isinstance(command, click.Group) else ())):
        if one.callback is not None:
            parameters = inspect.signature(one.callback).parameters.values()
            taken = {each.name for each in parameters if each.kind is not each.VAR_KEYWORD}
            passed = {parameter.name for parameter in one.params if parameter.expose_value}
            assert taken <= passed, one.name
            assert taken == passed or len(taken) < len(parameters), one.name


def _all_in(group: click.Group) -> list[click.Command]:
    inner = list(group.commands.values())
    return inner + [each for one in inner if isinstance(one, click.Group) for each in _all_in(one)]


def test_the_list_of_commands_is_sorted_and_one_line_each() -> None:
    assert sorted(NAMES) == NAMES
    with click.Context(program, info_name="reviser", terminal_width=WIDTH) as context:
        lines = program.get_help(context).splitlines()
    assert lines[-len(NAMES) :] == [f"  {entry.name:<9} {entry.help}" for entry in COMMANDS]


def test_a_name_that_is_none_is_answered_with_the_one_that_was_meant() -> None:
    with program.make_context("reviser", ["verfiy"]) as context, pytest.raises(click.UsageError) as raised:
        program.invoke(context)
    assert "verify" in raised.value.format_message()
