"""`reviser keys`: manages the keys of servers in the system's keyring. A key is never a command-line argument, because
other programs can read the arguments of a process."""

import sys
from functools import partial

import click

from reviser import app, locations
from reviser.cli import terminal
from reviser.cli.options import json_option
from reviser.cli.run_async import run
from reviser.errors import UsageError, UserError
from reviser.messages import message
from reviser.services.servers import servers as stored
from reviser.services.servers.secrets import Secret, variables
from reviser.services.servers.servers import PRESETS, check_key_name


@click.group()
def keys() -> None:
    """Store, test and remove the keys of servers.

    A key is looked up in the environment variables REVISER_KEY_NAME and NAME_API_KEY (OPENAI_API_KEY,
    ANTHROPIC_API_KEY, OPENROUTER_API_KEY), then in the system's keyring. It is never written to a file."""


@keys.command("set", options_metavar="", context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.argument("others", nargs=-1, metavar="")
def set_key(name: str, others: tuple[str, ...]) -> None:
    """Store the key NAME, or the key of the server NAME, in the keyring.

    You are asked for the key, which is not shown; or it is read from standard input: reviser keys set openai < file"""
    if others:
        # click's own message would repeat the key.
        raise UsageError(
            message(
                "A key is never an argument, because other programs can read it and the shell stores it: "
                "replace that key at your service, then type reviser keys set {name}.",
                name=name,
            )
        )
    key_name = _key_name(name)
    secret = Secret(_typed(key_name))
    run(lambda: app.secrets().set(key_name, secret))
    _use(name, key_name)
    terminal.line(f"The key for {key_name} is in the keyring.")
    found = app.secrets().in_environment(key_name)
    if found is not None:
        terminal.note(f"The environment variable {found.where} takes precedence over it.")


@keys.command("test")
@click.argument("name")
def test_key(name: str) -> int:
    """Say where the key NAME, or the key of the server NAME, is found.

    Ends with 1 if there is none. To see whether the server accepts it: reviser revisers test NAME."""
    key_name = _key_name(name)
    secrets = app.secrets()
    found = run(lambda: secrets.find(key_name))
    terminal.line(run(lambda: secrets.test(key_name)))
    return 0 if found.secret is not None else 1


@keys.command("remove")
@click.argument("name")
def remove_key(name: str) -> None:
    """Remove the key NAME, or the key of the server NAME, from the keyring."""
    key_name = _key_name(name)
    if not run(lambda: app.secrets().remove(key_name)):
        raise UserError(message("There is no key for {key_name} in the keyring.", key_name=key_name))
    terminal.line(f"The key for {key_name} is removed.")
    found = app.secrets().in_environment(key_name)
    if found is not None:
        terminal.note(f"There is still one in the environment variable {found.where}.")


@keys.command("list")
@json_option
def list_keys(as_json: bool) -> None:
    """List the names of keys and where each is found. The keys are not shown."""
    secrets = app.secrets()
    used = {server.key: server.name for server in stored.load(locations.servers_path()).all if server.key}
    names = dict.fromkeys([*used, *(preset.key for preset in PRESETS if preset.key)])
    rows = []
    for name in names:
        found = run(partial(secrets.find, name))
        rows.append({"name": name, "found": found.where, "trouble": found.trouble, "variables": variables(name)})
    if as_json:
        terminal.object_out({"keys": rows})
        return
    for row in rows:
        terminal.line(f"{row['name']:<16} {row['found'] or '—'}")
    for trouble in dict.fromkeys(str(row["trouble"]).partition(":")[0] for row in rows if row["trouble"]):
        terminal.note(f"{trouble}.")


def _key_name(name: str) -> str:
    """The name under which the key of a server, or the key NAME, is stored."""
    for server in stored.load(locations.servers_path()).all:
        if server.name == name:
            return server.key or name
    check_key_name(name)
    return name


def _use(name: str, key_name: str) -> None:
    """Let a server that has no key use the new one from now on."""
    servers = stored.load(locations.servers_path())
    for server in servers.all:
        if server.name == name and not server.key:
            stored.save(servers.with_key(name, key_name), locations.servers_path())


def _typed(name: str) -> str:
    """The key, typed in the terminal without being shown, or the first line of standard input."""
    if sys.stdin.isatty():
        typed: str = click.prompt(f"Key for {name} (it is not shown)", hide_input=True, err=True)
        return typed
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        raise UsageError(message("Standard input is not text: give the key there, or at the prompt.")) from None
    if not line.strip():
        raise UsageError(message("There is no key on standard input: give it there, or at the prompt of a terminal."))
    return line
