"""The wire formats: one table, which what connects to a server and the form of the settings read.

It loads nothing else: the module of a format is imported when a server that speaks it is connected.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from reviser.revisers.net.redaction import KeyRedactor
from reviser.revisers.net.wire import Api
from reviser.revisers.net.wire_formats import WireFormat


@dataclass(frozen=True, slots=True)
class WireFormatEntry:
    """A wire format. `api`: what settings and commands call it. `label`: what a person reads. `maker`: the class
    (MODULE:NAME) that takes a server's address and what keeps its key out of messages."""

    api: Api
    label: str
    maker: str

    def make(self, address: str, redactor: KeyRedactor) -> WireFormat:
        """The format, for the server at `address`."""
        module, _, name = self.maker.partition(":")
        made: Callable[[str, KeyRedactor], WireFormat] = getattr(import_module(module), name)
        return made(address, redactor)


# In the order in which a person is shown them.
WIRE_FORMATS: tuple[WireFormatEntry, ...] = (
    WireFormatEntry(Api.OPENAI, "OpenAI", "reviser.revisers.net.openai:OpenAI"),
    WireFormatEntry(Api.ANTHROPIC, "Anthropic", "reviser.revisers.net.anthropic:Anthropic"),
    WireFormatEntry(Api.OLLAMA, "Ollama", "reviser.revisers.net.ollama:Ollama"),
)


def wire_format(api: Api) -> WireFormatEntry:
    """The one that is called so."""
    return next(entry for entry in WIRE_FORMATS if entry.api is api)
