"""The person's servers: a small JSON file beside the settings. It never contains a key, only the name of one."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from reviser import files
from reviser.errors import UsageError, UserError
from reviser.messages import message
from reviser.revisers.net.wire import Api, Asking, Server
from reviser.services.json_files import JsonFile, set_aside
from reviser.services.servers.secrets import variables

LONGEST_NAME = 40
RESERVED = ("embedded", "plugin", "checkpoint")  # names of other revisers
MOST_PARALLEL = 64
MOST_CONTEXT = 100_000_000  # tokens

_VERSION = re.compile(r"api-version=[A-Za-z0-9._-]+")  # Azure's parameter
_KEYS = re.compile(
    r"sk[-_].+|(?:gsk_|csk-|hf_|xai-|pplx-|nvapi-|r8_|ghp_|gho_|fw_|tgp_|tvly-|dsk-)(?=\D*\d)[A-Za-z0-9_-]{12,}"
    r"|github_pat_.+|AIza.{16,}|AKIA[A-Z0-9]{12,}|eyJ.{16,}"
    r"|(?=(?:\D*\d){3})(?=(?:[^A-Za-z]*[A-Za-z]){3})[A-Za-z0-9]{20,}"
    r"|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of server in wide use; `title` is its own name. `key` is empty if none is needed."""

    name: str
    title: str
    api: Api
    address: str
    key: str = ""

    def server(self, name: str = "", model: str = "") -> Server:
        """A server of this kind."""
        return Server(name or self.name, self.api, self.address, model=model, key=self.key)


# The addresses are those in each project's documentation, as its own clients use them.
PRESETS = (
    Preset("openai", "OpenAI", Api.OPENAI, "https://api.openai.com/v1", "openai"),
    Preset("anthropic", "Anthropic", Api.ANTHROPIC, "https://api.anthropic.com", "anthropic"),
    Preset("openrouter", "OpenRouter", Api.OPENAI, "https://openrouter.ai/api/v1", "openrouter"),
    Preset("ollama", "Ollama", Api.OLLAMA, "http://localhost:11434"),
    Preset("llama.cpp", "llama.cpp", Api.OPENAI, "http://localhost:8080/v1"),
    Preset("lmstudio", "LM Studio", Api.OPENAI, "http://localhost:1234/v1"),
    Preset("vllm", "vLLM", Api.OPENAI, "http://localhost:8000/v1"),
)


def preset(name: str) -> Preset | None:
    """The preset with this name."""
    return next((known for known in PRESETS if known.name == name), None)


def is_local(address: str) -> bool:
    """Whether an address is on this machine."""
    host = _split(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class LeavesError(UserError):
    """A text would leave this machine for `server`, and the person has not been asked yet."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.host = _split(server.address).hostname or server.address
        super().__init__(
            message(
                "Your text would go to {host} ({name}), and you have not allowed that yet: reviser revisers allow"
                " {name}.",
                host=self.host,
                name=server.name,
            )
        )


def check_leaves(server: Server) -> None:
    """Raise LeavesError if texts for the server leave this machine and the person has not allowed it."""
    if not is_local(server.address) and server.allowed != server.address:
        raise LeavesError(server)


def checked(server: Server, taken: Iterable[str] = ()) -> Server:
    """The server with a normalised address. Raises UserError if something is invalid; `taken` are names of revisers and
    other servers."""
    _check_name(server.name, taken)
    if server.key:
        check_key_name(server.key)
    if server.context < 0 or server.context > MOST_CONTEXT:
        raise UserError(
            message(
                "The context is a number of tokens up to {most:,}, or 0 to use what the server reports.",
                most=MOST_CONTEXT,
            )
        )
    if server.answer < 0 or server.answer > MOST_CONTEXT:
        raise UserError(
            message(
                "The longest answer is a number of tokens up to {most:,}, or 0 for the default.",
                most=MOST_CONTEXT,
            )
        )
    if not 1 <= server.parallel <= MOST_PARALLEL:
        raise UserError(message("The number of requests at once is 1 to {most}.", most=MOST_PARALLEL))
    return replace(server, address=_address(server))


def check_key_name(name: str) -> None:
    """Raise UserError if this cannot be the name of a key, or looks like a key itself."""
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME or _KEYS.fullmatch(name):
        raise UserError(
            message(
                "Give the name of a key here, never the key itself: up to {longest} letters, digits, dots, "
                "dashes and underscores. The command reviser keys set asks for the key.",
                longest=LONGEST_NAME,
            )
        )


def _check_name(name: str, taken: Iterable[str]) -> None:
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise UserError(
            message(
                "A server's name consists of up to {longest} letters, digits, dots, dashes and underscores: "
                "choose another.",
                longest=LONGEST_NAME,
            )
        )
    for other in taken:
        # Names with the same environment variable would share a key unnoticed.
        if variables(other) == variables(name):
            raise UserError(message("There is a reviser called {other} already: choose another name.", other=other))


def _address(server: Server) -> str:
    address = re.sub(r"(?<=[^/:])/+(?=$|\?)", "", server.address.strip(), count=1)
    if address and "://" not in address:
        address = f"{'http' if is_local(f'http://{address}') else 'https'}://{address}"
    parts = _split(address)
    # urlsplit ignores line ends and tabs.
    odd = re.search(r"[\s\x00-\x1f\x7f]", address) or not re.fullmatch(r"[\w.:-]+", parts.hostname or "")
    if parts.scheme not in {"http", "https"} or odd:
        raise UserError(
            message(
                "“{address}” is not the address of a server: it must look like https://host:port/v1.",
                address=_without_password(address),
            )
        )
    if parts.username is not None or parts.password is not None:
        raise UserError(
            message("The address must not contain a user or password: store the key with reviser keys set.")
        )
    if parts.fragment or (parts.query and not _VERSION.fullmatch(parts.query)):
        raise UserError(
            message("The address must not contain ? or # (except ?api-version=…): store a key with reviser keys set.")
        )
    if parts.scheme == "http" and not is_local(address) and not server.plain_http:
        raise UserError(
            message(
                "{host} is another machine, and over http others on the network can read your text and your "
                "key: use https, or allow http for this server (--plain-http).",
                host=parts.hostname,
            )
        )
    return address


def _split(address: str) -> SplitResult:
    """The parts of an address; empty parts if it is not one."""
    try:
        parts = urlsplit(address)
        valid = parts.port is None or parts.port > 0
    except ValueError:
        valid = False
    return parts if valid else urlsplit("")


def _without_password(address: str) -> str:
    """An address without anything that might be a password."""
    return re.sub(r"//[^/@]*@", "//…@", address.partition("?")[0])[:80]


@dataclass(frozen=True, slots=True)
class Servers:
    """All servers, in the person's order. `default` is the reviser of new documents; empty for the embedded one.
    `passed_over` are unreadable entries of the file, kept unchanged. `trouble` says why the default is unknown."""

    all: tuple[Server, ...] = ()
    default: str = ""
    passed_over: tuple[str, ...] = ()
    trouble: str = field(default="", compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(server.name for server in self.all)

    def find(self, name: str) -> Server:
        """The server with this name. Raises UsageError if there is none."""
        for server in self.all:
            if server.name == name:
                return server
        known = ", ".join(("embedded", *self.names))
        raise UsageError(
            message(
                "There is no reviser called {name}; there are {known} (add others with reviser revisers add).",
                name=name,
                known=known,
            )
        )

    def find_with_model(self, text: str) -> Server:
        """The server for `NAME` or `NAME:MODEL`; the name of a model can contain colons."""
        name, _, model = text.partition(":")
        server = self.find(name)
        return replace(server, model=model) if model else server

    def added(self, server: Server) -> "Servers":
        """The servers with one more. Raises UserError if it is not valid."""
        return replace(self, all=(*self.all, checked(server, (*RESERVED, *self.names))))

    def changed(self, name: str, server: Server) -> "Servers":
        """The servers with `server` in place of the one with this name; it can have another name."""
        self.find(name)
        others = [other for other in self.names if other != name]
        good = checked(server, (*RESERVED, *others))
        return replace(
            self,
            all=tuple(good if other.name == name else other for other in self.all),
            default=good.name if self.default == name else self.default,
        )

    def with_key(self, name: str, key: str) -> "Servers":
        """The servers in which this server uses the key with that name."""
        return self.changed(name, replace(self.find(name), key=key))

    def allowing(self, name: str) -> "Servers":
        """The servers with permission to send texts to this server at its present address."""
        return self.changed(name, replace(self.find(name), allowed=self.find(name).address))

    def removed(self, name: str) -> "Servers":
        """The servers without this one. Its key stays stored."""
        self.find(name)
        return replace(
            self,
            all=tuple(server for server in self.all if server.name != name),
            default="" if self.default == name else self.default,
        )

    def chosen(self, name: str) -> "Servers":
        """The servers with another default; "embedded" or empty for the embedded reviser."""
        if name in {"", "embedded"}:
            return replace(self, default="")
        return replace(self, default=self.find(name).name)


def load(path: Path) -> Servers:
    """The servers in `path`; none if the file does not exist or is damaged, as `trouble` says. Invalid entries are
    skipped."""
    kept = JsonFile.read(path)
    if kept.wrong:
        return Servers(
            trouble=message(
                "Your servers in {path} cannot be read ({why}): correct the file, or set the servers up "
                "again; the file is then kept as {name}.damaged.",
                path=path,
                why=kept.wrong,
                name=path.name,
            )
        )
    servers = Servers()
    passed_over: list[str] = []
    entries = kept.entries.get("servers")
    for entry in entries if isinstance(entries, list) else []:
        try:
            servers = servers.added(_server(entry))
        except (TypeError, ValueError, UserError):
            passed_over.append(json.dumps(entry))
    default = kept.entries.get("default", "")
    trouble = ""
    if default not in ("", *servers.names):
        trouble = message(
            "The default reviser is not a server in {path}: choose another, or correct the file.",
            path=path,
        )
        default = ""
    return replace(servers, default=str(default), passed_over=tuple(passed_over), trouble=trouble)


def save(servers: Servers, path: Path) -> None:
    """Write the servers in one step; a damaged file is kept beside it as `.damaged`. Raises UserError on failure."""
    stored = {
        "default": servers.default,
        "servers": [asdict(server) for server in servers.all] + [json.loads(entry) for entry in servers.passed_over],
    }
    try:
        files.make_folder(path.parent)
        if JsonFile.read(path).wrong:
            set_aside(path)
        files.write(path, json.dumps(stored, indent=2).encode())
    except OSError as error:
        raise UserError(
            message("Your servers could not be saved in {path}: {reason}.", path=path, reason=error.strerror)
        ) from error


_TERMS: Mapping[str, Callable[[Any], object]] = {"api": Api, "asking": Asking}


def _server(entry: object) -> Server:
    """The server in an entry. Raises ValueError or TypeError if it is invalid; unknown fields belong to a newer
    version."""
    if not isinstance(entry, Mapping):
        raise TypeError
    usual = Server("", Api.OPENAI, "")
    taken: dict[str, Any] = {}
    for part in fields(Server):
        if part.name in entry:
            term = _TERMS.get(part.name)
            value = entry[part.name] if term is None else term(entry[part.name])
            if type(value) is not type(getattr(usual, part.name)):
                raise TypeError
            taken[part.name] = value
    return Server(**taken)
