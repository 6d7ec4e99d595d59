"""The person's settings: a small JSON file in the platform's configuration folder. It never contains a secret."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeGuard

from reviser import files
from reviser.errors import UserError
from reviser.messages import message
from reviser.services.json_files import JsonFile, set_aside

_FIRST = ("harper", "grammar", "plain", "consistency")  # the layers that existed before `offered` was saved
LAYERS = (*_FIRST, "model")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, with defaults that suit most people. `layers` are the active parts of the embedded reviser; `keys`
    are the changed keys by command id; `commands` are those run from the palette, latest first."""

    dialect: str = "American"
    layers: tuple[str, ...] = LAYERS
    offered: tuple[str, ...] = LAYERS  # the layers that existed when this was saved; newer ones are on
    unsure: bool = False  # also propose what the language model is less confident about
    move_on: bool = True  # go to the next proposal after a decision
    start_next_round: bool = False  # start the next round when everything is decided
    theme: str = "system"
    language: str = "system"  # language of the interface; takes effect at the next start
    font_size: int = 13  # points: size of the text
    text_font: str = ""  # font family of the text; the default if it does not exist
    line_width: int = 66  # greatest number of characters in a line; 0: no limit
    line_spacing: int = 150  # line height in per cent
    layout: tuple[str, ...] = ()  # layout of the panels, as the window stores it
    recent: tuple[str, ...] = ()
    tabs: tuple[str, ...] = ()  # the open documents, as stored by services.documents.tabs
    welcomed: bool = False
    offer_model: bool = True  # offer the language model if it is missing
    backups: bool = True  # back up the history every day on which something has changed
    keep_deleted_days: int = 30  # days for which a deleted document can be restored
    annotator: str = ""  # the name on decisions; can be empty
    annotators: tuple[str, ...] = ()  # names used on this machine, latest first
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    commands: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()  # instructions for passages, latest first


RECENT = 10
INSTRUCTIONS = 12
COMMANDS = 8
TEXT_SIZES = range(9, 33)  # points
KEPT_DAYS = range(1, 366)
LINE_WIDTHS = (45, 55, 66, 80, 100, 0)
LINE_SPACINGS = (115, 130, 150, 175, 200)


def load(path: Path) -> Settings:
    """The settings in `path`; the defaults if the file does not exist. Invalid entries are skipped, as `trouble`
    says."""
    return _from(JsonFile.read(path).entries)[0]


def trouble(path: Path) -> str:
    """What is wrong with the settings in `path`, in a sentence; empty if nothing is."""
    kept = JsonFile.read(path)
    if kept.wrong:
        return message(
            "Your settings in {path} cannot be read ({why}), so the defaults are used: correct the file. If "
            "you change a setting first, the file is kept as settings.json.damaged.",
            path=path,
            why=kept.wrong,
        )
    odd = _from(kept.entries)[1]
    if not odd:
        return ""
    return message(
        "Some of your settings in {path} are not valid, so the defaults are used: {entries}.", path=path, entries=odd
    )


def save(settings: Settings, path: Path) -> None:
    """Write the settings in one step, including entries of a newer version; an invalid file is kept too. Raises
    UserError on failure; the old file is then unchanged."""
    kept = JsonFile.read(path)
    known = {entry.name for entry in fields(Settings)}
    others = {name: value for name, value in kept.entries.items() if name not in known}
    try:
        files.make_folder(path.parent)
        if trouble(path):
            set_aside(path)
        files.write(path, json.dumps(asdict(settings) | others, indent=2).encode())
    except OSError as error:
        raise UserError(
            message("Your settings could not be saved in {path}: {reason}.", path=path, reason=error.strerror)
        ) from error


def with_recent_document(settings: Settings, path: Path) -> Settings:
    """The settings with `path` as the most recent document."""
    others = [other for other in settings.recent if other != str(path)]
    return replace(settings, recent=(str(path), *others)[:RECENT])


def with_annotator(settings: Settings, annotator: str) -> Settings:
    """The settings with this name on decisions from now on, none if it is empty."""
    name = " ".join(annotator.split())
    others = tuple(other for other in settings.annotators if other != name)
    return replace(settings, annotator=name, annotators=(name, *others) if name else others)


def with_last_instruction(settings: Settings, instruction: str) -> Settings:
    """The settings with `instruction` as the latest instruction for a passage."""
    others = [other for other in settings.instructions if other != instruction]
    return replace(settings, instructions=(instruction, *others)[:INSTRUCTIONS])


def ran(settings: Settings, command: str) -> Settings:
    """The settings with `command` as the one run last from the palette."""
    others = [other for other in settings.commands if other != command]
    return replace(settings, commands=(command, *others)[:COMMANDS])


def _from(stored: Mapping[str, object]) -> tuple[Settings, list[str]]:
    """The settings, and the names of invalid entries."""
    usual = Settings()
    taken: dict[str, Any] = {}
    odd: list[str] = []
    for entry in fields(Settings):
        if entry.name not in stored:
            continue
        value = stored[entry.name]
        if _are_words(value):
            value = tuple(value)
        if entry.name == "keys" and isinstance(value, dict):
            sound = {command: tuple(keys) for command, keys in value.items() if _are_words(keys)}
            odd += [f"keys.{command}" for command in value if command not in sound]
            value = sound
        if type(value) is type(getattr(usual, entry.name)):
            taken[entry.name] = value
        else:
            odd.append(entry.name)
    read = replace(usual, **taken)
    known = read.offered if "offered" in stored else _FIRST
    since = tuple(layer for layer in LAYERS if layer not in known and layer not in read.layers)
    return replace(read, layers=(*read.layers, *since), offered=LAYERS), odd


def _are_words(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)
