"""`reviser revisers`: manages the servers for chat models, in addition to the embedded reviser."""

import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from reviser import app, locations
from reviser.cli import terminal
from reviser.cli.options import json_option, server_options
from reviser.cli.run_async import run
from reviser.errors import UsageError
from reviser.messages import message
from reviser.revisers.net.wire import Api, Asking, Server
from reviser.services.servers import prices as price_table
from reviser.services.servers import servers as stored
from reviser.services.servers.server_check import Report, try_out
from reviser.services.servers.server_key import key_of
from reviser.services.servers.servers import PRESETS, is_local, preset

OLLAMA_PORT = 11434
EMBEDDED = "embedded"


@click.group()
def revisers() -> None:
    """Set up what proposes edits: the embedded reviser is always available, chat models run on servers.

    Known servers need no address: openai, anthropic, openrouter, ollama, llama.cpp, lmstudio, vllm."""


@revisers.command("list")
@click.option("--find", is_flag=True, help="Also look for servers that run on this machine.")
@json_option
def list_revisers(find: bool, as_json: bool) -> None:
    """List the revisers; the one that new documents use has a star."""
    servers = stored.load(locations.servers_path())
    running = run(app.find_local) if find else ()
    known = {server.address for server in servers.all}
    offered = [server for server in running if server.address not in known]
    if as_json:
        terminal.object_out(
            {
                "default": servers.default or EMBEDDED,
                "revisers": [{"name": EMBEDDED}, *map(asdict, servers.all)],
                "running": [asdict(server) for server in offered],
            }
        )
        return
    default = servers.default or EMBEDDED
    terminal.line(f"{'*' if default == EMBEDDED else ' '} {EMBEDDED:<16} offline, English, no key")
    for server in servers.all:
        terminal.line(f"{'*' if default == server.name else ' '} {server.name:<16} {_server_line(server)}")
    for server in offered:
        command = f"reviser revisers add {server.name} {server.address} --api {server.api}"
        terminal.line(f"  {'running here':<16} {_server_line(server)}\n  {'':<16} {command}")
    if find and not offered:
        terminal.note("No other server was found on the usual ports of this machine.")
    if servers.trouble:
        terminal.note(servers.trouble)
    if servers.passed_over:
        count, path = len(servers.passed_over), locations.servers_path()
        terminal.note(
            f"One entry of {path} is not a server: correct or remove it."
            if count == 1
            else f"{count} entries of {path} are not servers: correct or remove them."
        )


@revisers.command()
@click.argument("name")
@click.argument("address", required=False)
@server_options
@click.option("--default", "as_default", is_flag=True, help="Use it for new documents.")
def add(name: str, address: str | None, as_default: bool, **given: Any) -> None:
    """Set up the server NAME at ADDRESS; a known server needs no address.

    \b
      reviser revisers add ollama --model llama3.2
      reviser revisers add work https://llm.example.com/v1 --model some-model
    """
    server = _with_options(_new_server(name, address), given)
    servers = stored.load(locations.servers_path()).added(server)
    good = servers.all[-1]
    stored.save(servers.chosen(name) if as_default else servers, locations.servers_path())
    terminal.line(f"Added {good.name}: {_server_line(good)}")
    if good.key:
        terminal.note(f"Give its key with: reviser keys set {good.key}")


@revisers.command()
@click.argument("name")
@click.option("--address", help="Another address.")
@click.option("--rename", help="Another name.")
@server_options
def change(name: str, address: str | None, rename: str | None, **given: Any) -> None:
    """Change the settings of the server NAME. Options that are not given keep their values."""
    servers = stored.load(locations.servers_path())
    server = _with_options(servers.find(name), given)
    server = replace(server, address=address or server.address, name=rename or server.name)
    servers = servers.changed(name, server)
    stored.save(servers, locations.servers_path())
    terminal.line(f"Changed {server.name}: {_server_line(servers.find(server.name))}")


@revisers.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove the server NAME from the list. Its key stays stored (see reviser keys remove)."""
    servers = stored.load(locations.servers_path())
    key = servers.find(name).key
    servers = servers.removed(name)
    stored.save(servers, locations.servers_path())
    terminal.line(f"Removed {name}.")
    if key and all(server.key != key for server in servers.all):
        terminal.note(f"Its key is still stored: reviser keys remove {key}")


@revisers.command()
@click.argument("name")
def allow(name: str) -> None:
    """Allow your texts to be sent to the server NAME. You are asked once for each server that is not on this
    machine."""
    servers = stored.load(locations.servers_path()).allowing(name)
    stored.save(servers, locations.servers_path())
    terminal.line(f"Your texts may go to {_server_line(servers.find(name))}")


@revisers.command()
@click.argument("name")
def default(name: str) -> None:
    """Use NAME for new documents: a server, or “embedded”."""
    stored.save(stored.load(locations.servers_path()).chosen(name), locations.servers_path())
    terminal.line(f"New documents begin with {name}.")


@revisers.command()
@click.argument("name")
@json_option
def test(name: str, as_json: bool) -> int:
    """Test NAME, or NAME:MODEL, and report in one line: reachable, key, model, structured output, speed.

    A short sentence of the program is sent, and nothing of yours. Ends with 1 if it cannot be used."""
    if name == EMBEDDED:
        raise UsageError(message("The embedded reviser needs no server: reviser doctor checks whether it is complete."))
    server = stored.load(locations.servers_path()).find_with_model(name)
    report = run(lambda: _tried(server))
    if as_json:
        terminal.object_out({**asdict(report), "works": report.works, "line": report.line})
    else:
        terminal.line(terminal.visible(report.line))
    return 0 if report.works else 1


@revisers.command()
def prices() -> None:
    """Show the path of the table of prices, and create the table if there is none.

    You fill it in yourself, because prices change and the program includes none. A ceiling in the table stops a round
    before it starts."""
    path = locations.prices_path()
    if not price_table.create(path):
        table = price_table.load(path)
        terminal.line(f"{terminal.counted(len(table.models), 'price')} in {table.currency}: {path}")
        return
    terminal.line(f"An empty table with an example: {path}")


async def _tried(server: Server) -> Report:
    key = await key_of(server, app.secrets())
    return await try_out(server, key, app.connect, time.monotonic)


def _new_server(name: str, address: str | None) -> Server:
    """A server without its options."""
    if address is None:
        known = preset(name)
        if known is None:
            names = ", ".join(each.name for each in PRESETS)
            raise UsageError(
                message("Name an address for {name}; only {names} are known without.", name=name, names=names)
            )
        return known.server()
    local = is_local(address if "://" in address else f"//{address}")
    return Server(name, _guess_api(address), address, key="" if local else name)


def _guess_api(address: str) -> Api:
    """The wire format to use at an address. Most servers use OpenAI's."""
    parts = urlsplit(address if "://" in address else f"//{address}")
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.hostname == "api.anthropic.com":
        return Api.ANTHROPIC
    return Api.OLLAMA if port == OLLAMA_PORT and parts.path in {"", "/"} else Api.OPENAI


def _with_options(server: Server, options: dict[str, Any]) -> Server:
    """The server with the given options."""
    taken = {name: value for name, value in options.items() if value is not None}
    if "asking" in taken:
        taken["asking"] = Asking(str(taken["asking"]))
    if "api" in taken:
        taken["api"] = Api(str(taken["api"]))
    if isinstance(taken.get("ca_file"), Path):
        taken["ca_file"] = str(Path(str(taken["ca_file"])).absolute())
    return replace(server, **taken)


def _server_line(server: Server) -> str:
    parts = [f"{server.address} ({server.api})", f"model {server.model}" if server.model else "no model chosen"]
    if server.key:
        parts.append(f"key {server.key}")
    if server.context:
        parts.append(f"context {server.context:,}")
    if server.asking is not Asking.AUTOMATIC:
        parts.append(f"asked by {server.asking}")
    if server.answer:
        parts.append(f"answers up to {server.answer:,}")
    parts.append(f"{server.parallel} at once")
    return terminal.visible(", ".join(parts))
