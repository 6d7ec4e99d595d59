"""The prompts, in files: the built-in ones, or the person's own copies of them.

A prompt is plain text with placeholders ($text); $$ stands for a dollar sign. A prompt with turns is a conversation
whose last turn is the question. The version of a prompt is its name and a short hash of its text, so that the history
shows exactly what was asked."""

import hashlib
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from string import Template

from reviser import files
from reviser.assets import asset
from reviser.errors import ReviserError
from reviser.messages import message

# The placeholders that a prompt must have, and those that it may have.
_LISTING = ({"fence", "text", "schema"}, {"examples", "locked", "source", "intents"})
_JUDGING = ({"fence", "proposals", "schema"}, {"examples", "source"})
_PLACEHOLDERS: Mapping[str, tuple[set[str], set[str]]] = {
    "system": ({"fence", "wishes"}, {"dialect"}),
    "propose": _LISTING,
    "pinpoint": _LISTING,
    "source": ({*_LISTING[0], "source"}, _LISTING[1]),
    "mend": ({*_LISTING[0], "points"}, _LISTING[1]),
    "sentence": ({"text"}, {"fence", "wishes", "examples", "locked", "source", "around"}),
    "criticise": _JUDGING,
    "revise": _JUDGING,
    "choose": _JUDGING,
    "errors": _JUDGING,
    "correct": _JUDGING,
    "judge-system": ({"fence", "criterion"}, set()),
    "judge": ({"fence", "pairs", "schema"}, set()),
}
_SYSTEMS = {"judge": "judge-system"}  # the prompts that go with another system prompt than the usual one
NAMES = tuple(_PLACEHOLDERS)
_TURN = re.compile(r"^\[(user|assistant)\]\n", re.MULTILINE)


class PromptError(ReviserError):
    """A prompt that the person changed cannot be used. The message says where and why."""


class Prompts:
    """All prompts, read and checked once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """`texts` by name, for all of NAMES. Raises PromptError if one lacks a placeholder or has an unknown one."""
        self._texts = {name: texts[name] for name in NAMES}
        for name, (needed, others) in _PLACEHOLDERS.items():
            _check(name, Template(self._texts[name]), needed, needed | others)

    @classmethod
    def load(cls, folder: Path | None = None) -> "Prompts":
        """The built-in prompts, or the files in `folder` with the same name ("propose.txt"). Raises PromptError if one
        cannot be read or used."""
        texts: dict[str, str] = {}
        for name in NAMES:
            own = None if folder is None else folder / f"{name}.txt"
            try:
                theirs = own is not None and own.is_file()
                file = own if own is not None and theirs else asset("prompts", f"{name}.txt")
                texts[name] = file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise PromptError(
                    message("The prompt {own} cannot be read: correct or remove the file.", own=own)
                ) from error
        return cls(texts)

    def turns(self, name: str, **values: str) -> tuple[tuple[str, str], ...]:
        """The turns of the prompt as (role, text). A line "[user]" or "[assistant]" begins a turn. Empty if it has no
        such line."""
        parts = _TURN.split(self._texts[name])
        said = [(who, Template(text).substitute(values).strip()) for who, text in pairwise(parts[1:])]
        return tuple(said[::2])

    def version(self, name: str) -> str:
        """The prompt's name and eight hexadecimal digits of a hash of it and of its system prompt
        ("propose-1f2e3d4c")."""
        said = f"{self._texts[_SYSTEMS.get(name, 'system')]}\0{self._texts[name]}"
        return f"{name}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"

    def text(self, name: str) -> str:
        """The text of the prompt with its placeholders, for display. Raises KeyError if there is no prompt of that
        name."""
        return self._texts[name]

    def filled(self, name: str, **values: str) -> str:
        """The prompt with its placeholders filled. Placeholders inside `values` are not filled."""
        return Template(self._texts[name]).substitute(values).strip()


def copy_to(folder: Path) -> tuple[str, ...]:
    """Copy into `folder` each built-in prompt that it does not have yet, for editing, and return their names. Raises
    PromptError if that fails."""
    copied: list[str] = []
    for name in NAMES:
        own = folder / f"{name}.txt"
        if own.exists():
            continue
        try:
            files.make_folder(folder)
            files.write(own, asset("prompts", f"{name}.txt").read_bytes())
        except OSError as error:
            raise PromptError(
                message("The prompts could not be copied to {folder}: {reason}.", folder=folder, reason=error.strerror)
            ) from error
        copied.append(name)
    return tuple(copied)


def _check(name: str, template: Template, needed: set[str], known: set[str]) -> None:
    """Raises PromptError if the template is invalid, lacks a placeholder of `needed`, or has one outside `known`."""
    if not template.is_valid():
        raise PromptError(
            message("The prompt {name}.txt has a $ that begins no placeholder: write $$ for a dollar sign.", name=name)
        )
    used = set(template.get_identifiers())
    if missing := sorted(needed - used):
        raise PromptError(
            message(
                "The prompt {name}.txt lacks ${missing}; without it the model does not get what it needs.",
                name=name,
                missing=missing[0],
            )
        )
    if unknown := sorted(used - known):
        raise PromptError(
            message("The prompt {name}.txt contains the unknown placeholder ${unknown}.", name=name, unknown=unknown[0])
        )
