"""The revisers of other packages, by `plugin:NAME`."""

from collections.abc import Callable
from typing import cast

from reviser.errors import UsageError, UserError
from reviser.messages import message, verbatim
from reviser.plugins import REVISERS, Plugin, plugins, unusable
from reviser.revisers.base import Reviser

PLUGIN = "plugin"  # before the name of a reviser that another package brings: plugin:NAME


def find_plugin(name: str) -> Plugin | None:
    """The plug-in that `plugin:NAME` names; None for another name. Raises UsageError if there is none, and UserError if
    it cannot be used."""
    prefix, _, wanted = name.partition(":")
    if prefix != PLUGIN:
        return None
    match = next((plugin for plugin in plugins(REVISERS) if plugin.name == wanted), None)
    if match is None:
        raise UsageError(
            message(
                "No plug-in provides a reviser called {wanted}: reviser plugins lists what is installed.", wanted=wanted
            )
        )
    if match.trouble:
        raise UserError(verbatim(match.trouble))
    return match


def make_reviser(plugin: Plugin) -> Reviser:
    """The reviser of a plug-in, made by calling the value of its entry point. Raises UserError if that fails."""
    try:
        return cast(Callable[[], Reviser], plugin.value)()
    except Exception as error:
        raise UserError(verbatim(unusable(plugin, f"{type(error).__name__}: {error}".rstrip(": .")).trouble)) from error
