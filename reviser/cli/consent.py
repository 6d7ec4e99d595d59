"""Asks for consent before a text leaves this machine for the first time."""

import sys

import click

from reviser import locations
from reviser.cli import terminal
from reviser.errors import UserError
from reviser.messages import message
from reviser.services.models.checkpoints import CHECKPOINT
from reviser.services.rounds.plugin_revisers import find_plugin
from reviser.services.rounds.reviser_factory import EMBEDDED, ReviserChoice
from reviser.services.servers import servers as stored


class NotSentError(UserError):
    """The person refused to send texts to the server."""


def ask_to_send(reviser_choice: ReviserChoice) -> None:
    """Ask once whether texts may be sent to each reviser of the choice that is not on this machine. Raises LeavesError
    if nobody can be asked, NotSentError if the person refuses."""
    for name in dict.fromkeys(reviser_choice.names):
        _ask_to_send(name)


def _ask_to_send(name: str) -> None:
    """The same for the reviser NAME or NAME:MODEL (empty: the default one)."""
    servers = stored.load(locations.servers_path())
    name = name or servers.default
    if name in {"", EMBEDDED} or name.startswith(f"{CHECKPOINT}:") or find_plugin(name) is not None:
        return  # a plug-in is code that the person installed and that decides itself where texts go
    server = servers.find_with_model(name)
    try:
        stored.check_leaves(server)
    except stored.LeavesError as error:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        where = terminal.visible(f"{error.host} ({server.name})")
        if not click.confirm(f"Your text will go to {where}. Send it?", err=True):
            raise NotSentError(message("Nothing was sent.")) from None
        stored.save(servers.allowing(server.name), locations.servers_path())
