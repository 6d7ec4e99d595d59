"""The settings of a document's next rounds: who proposes, how, and with which instructions. Stored with the
document."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from reviser.core.edit import Intent
from reviser.documents import store as files
from reviser.revisers.strategies.table import DIRECT
from reviser.services.rounds.reviser_factory import ReviserChoice

WITH_COMMENTS = "(The comments of the file are told to the model.)"


@dataclass(frozen=True, slots=True)
class RoundSettings:
    """`reviser` is NAME or NAME:MODEL, empty for the one that new documents begin with. `style_sheet` and `source` are
    texts, the source being what the document must stay true to; `wanted` are the intents to propose, all where empty.
    `comments`: what the comments of the document's file ask for is told to the model. `others` and `judge`: who
    proposes too, and who judges, as in ReviserChoice.
    """

    reviser: str = ""
    strategy: str = DIRECT
    instruction: str = ""
    style_sheet: str = ""
    source: str = ""
    wanted: tuple[str, ...] = ()
    comments: bool = False
    others: tuple[str, ...] = ()
    judge: str = ""

    @property
    def recorded_instruction(self) -> str:
        """The instruction as the history stores it, with everything else that the model is told in words."""
        return f"{self.instruction} {WITH_COMMENTS}".strip() if self.comments else self.instruction

    @property
    def choice(self) -> ReviserChoice:
        """The part that chooses the reviser."""
        return ReviserChoice(self.reviser, self.strategy, self.source, self.others, self.judge)

    @property
    def intents(self) -> tuple[Intent, ...]:
        """The intents named in `wanted`."""
        return tuple(intent for intent in Intent if intent in self.wanted)

    @property
    def more(self) -> tuple[str, str, str]:
        """What a round was told in addition to its reviser and instruction."""
        strategy = self.choice.recorded_strategy
        return "" if strategy == DIRECT else strategy, self.style_sheet, self.source


def source_text(path: Path) -> str:
    """The text of a file, as a source. Raises DocumentError if it cannot be read."""
    return files.read(path).text


def to_json(round_settings: RoundSettings) -> str:
    """The settings as stored."""
    return json.dumps(asdict(round_settings))


def read(text: str) -> RoundSettings:
    """The stored settings; an invalid entry (of another version of the program) is ignored."""
    try:
        entries = json.loads(text)
    except ValueError:
        return RoundSettings()
    usual = RoundSettings()
    taken: dict[str, Any] = {}
    for entry in fields(RoundSettings):
        value = entries.get(entry.name) if isinstance(entries, Mapping) else None
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = tuple(value)
        if type(value) is type(getattr(usual, entry.name)):
            taken[entry.name] = value
    return replace(usual, **taken)
