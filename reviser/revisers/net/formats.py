"""The table of wire formats, from which servers are connected and the settings dialog is filled.

A format's module is imported only when a server with that format is connected."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.wire import Api
from reviser.revisers.net.wire_formats import WireFormat


@dataclass(frozen=True, slots=True)
class WireFormatEntry:
    """A wire format. `api` is its name in settings and commands, `label` the one that a person reads. `maker` is the
    class, as MODULE:NAME, that takes a server's address and its KeyRedactor."""

    api: Api
    label: str
    maker: str

    def make(self, address: str, redactor: KeyRedactor) -> WireFormat:
        """The format for the server at `address`."""
        module, _, name = self.maker.partition(":")
        made: Callable[[str, KeyRedactor], WireFormat] = getattr(import_module(module), name)
        return made(address, redactor)


# In the order in which they are displayed.
WIRE_FORMATS: tuple[WireFormatEntry, ...] = (
    WireFormatEntry(Api.OPENAI, "OpenAI", "reviser.revisers.net.openai:OpenAI"),
    WireFormatEntry(Api.ANTHROPIC, "Anthropic", "reviser.revisers.net.anthropic:Anthropic"),
    WireFormatEntry(Api.OLLAMA, "Ollama", "reviser.revisers.net.ollama:Ollama"),
)


def wire_format(api: Api) -> WireFormatEntry:
    """The entry of `api`."""
    return next(entry for entry in WIRE_FORMATS if entry.api is api)
