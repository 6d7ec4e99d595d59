"""A click group that imports its commands only when they are run."""

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """One command of a `LazyGroup`: its name, its location (`module:attribute`), and its line in the list of
    commands."""

    name: str
    where: str
    help: str

    def load(self) -> click.Command:
        """Import the module and return the command."""
        module, _, attribute = self.where.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command), self.where
        return command


class _Commands(MutableMapping[str, click.Command]):
    """A mapping of command names to commands that imports a command when it is read. click also uses it to list names
    and to suggest them."""

    def __init__(self, entries: Iterable[LazyCommand]) -> None:
        self._entries = {entry.name: entry for entry in entries}
        self._added: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        return self._added[name] if name in self._added else self._entries[name].load()

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._added[name] = command

    def __delitem__(self, name: str) -> None:
        del self._added[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries | self._added)

    def __len__(self) -> int:
        return len(self._entries | self._added)


class LazyGroup(click.Group):
    """A click group with a table of commands. Only the command that runs is imported, so `--help`, `--version` and a
    mistyped name take no longer than click itself.
    https://click.palletsprojects.com/en/stable/complex/#lazily-loading-subcommands"""

    def __init__(self, *, entries: Iterable[LazyCommand], **options: Any) -> None:
        self._entries = tuple(entries)
        super().__init__(commands=_Commands(self._entries), **options)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx  # the list is the same in every context
        with formatter.section("Commands"):
            formatter.write_dl(sorted((entry.name, entry.help) for entry in self._entries))
