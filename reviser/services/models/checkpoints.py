"""The checkpoints that the person added: a small JSON file beside the settings. The folders stay where they are."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reviser import files
from reviser.errors import ReviserError, UsageError
from reviser.messages import message
from reviser.revisers.checkpoints.folder import CheckpointConfig, CheckpointFolder, look
from reviser.revisers.checkpoints.kinds import (
    KINDS,
    MODEL,
    PART_TYPES,
    Checkpoint,
    CheckpointKind,
    TaggerThresholds,
    kind_named,
)
from reviser.services.json_files import JsonFile, set_aside
from reviser.services.models.fetched_folder import FetchedFolder, delete_fetched, fetched_folders, read_fetched

CHECKPOINT = "checkpoint"  # before the name of one where a reviser is named: checkpoint:NAME
_LIST = "checkpoints"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class ListedCheckpoint:
    """`folder`: what it holds now; None where that, or that of a part, cannot be used, as `problem` says in a sentence.
    `memory`: bytes that it takes in a round, its parts included."""

    checkpoint: Checkpoint
    folder: CheckpointFolder | None
    problem: str = ""
    memory: int = 0


@dataclass(frozen=True, slots=True)
class RemovedCheckpoint:
    """`deleted`: the folders that this program had fetched for it, which are gone; `freed` bytes."""

    checkpoint: Checkpoint
    deleted: tuple[Path, ...]
    freed: int


class Checkpoints:
    """The file at `path`, which need not exist. Each call reads it anew: another program may have written it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[Checkpoint, ...]:
        """In the order in which they were added; entries that cannot be read are left out."""
        listed = JsonFile.read(self._path).entries.get(_LIST)
        return tuple(_read_entries(listed if isinstance(listed, list) else []))

    def list_all(self) -> tuple[ListedCheckpoint, ...]:
        """Each with what its folder holds now."""
        return tuple(map(_listed_checkpoint, self.all()))

    def licenses(self) -> dict[str, str]:
        """The licence of each by the name of its reviser, empty where its model card names none."""
        return {f"{CHECKPOINT}:{each.name}": each.license for each in self.all()}

    def find(self, name: str) -> Checkpoint:
        """The one of this name. UsageError where there is none."""
        found = next((each for each in self.all() if each.name == name), None)
        if found is None:
            names = ", ".join(each.name for each in self.all())
            raise UsageError(
                message("There is no checkpoint {name}: there are {names}.", name=name, names=names)
                if names
                else message("There is no checkpoint {name}: reviser models add FOLDER --kind KIND.", name=name)
            )
        return found

    def check(self, given: Checkpoint, held: Mapping[str, tuple[CheckpointConfig, str]]) -> None:
        """UserError where this cannot be added, as far as can be told before anything is fetched: its name is taken or
        is none, a part is missing, something is given that its kind does not take, or what it and its parts hold is no
        model of its kind. `held`: by role (MODEL is the checkpoint itself) the config, and the folder or the place on a
        hub that it is of."""
        kind = kind_named(given.kind)
        if not _NAME.fullmatch(given.name):
            raise UsageError(
                message(
                    "“{name}” cannot be a checkpoint's name: letters, digits, dots, dashes and underscores, up to 40.",
                    name=given.name,
                )
            )
        if any(each.name == given.name for each in self.all()):
            raise UsageError(
                message("There is a checkpoint {name} already: give another --name, or remove it.", name=given.name)
            )
        for role in kind.required:
            if role not in given.parts:
                raise UsageError(
                    message("A {kind} checkpoint needs --{role} FOLDER beside it.", kind=kind.code, role=role)
                )
        for role in given.parts:
            if role not in kind.parts:
                raise UsageError(message("A {kind} checkpoint takes no --{role}.", kind=kind.code, role=role))
        if given.thresholds != TaggerThresholds() and not kind.takes_thresholds:
            raise UsageError(
                message("--min-error-prob and --keep-confidence are for taggers, not for {kind}.", kind=kind.code)
            )
        if given.instruction and not kind.instruction:
            raise UsageError(message("A {kind} checkpoint takes no --instruction.", kind=kind.code))
        for role, (config, where) in held.items():
            _check_type(kind, role, config.model_type, where)

    def add(self, checkpoint: Checkpoint) -> ListedCheckpoint:
        """Write down a checkpoint, with the licence of its model card and where its folders were fetched from.
        UserError as `check`, and where its weights are pickled and that was not allowed."""
        folder = look(checkpoint.folder)
        parts = {role: look(path) for role, path in checkpoint.parts.items()}
        self.check(checkpoint, {role: (one.config, str(one.path)) for role, one in {MODEL: folder, **parts}.items()})
        if not checkpoint.pickle and any(each.pickled for each in (folder, *parts.values())):
            raise UsageError(
                message(
                    "The weights in {folder} are pickled. They are read by torch's reader for weights alone, which runs"
                    " no code; say that you want that with --allow-pickle, or save them as safetensors.",
                    folder=checkpoint.folder,
                )
            )
        folders = {MODEL: checkpoint.folder, **checkpoint.parts}
        origins = {role: fetched.origin for role, path in folders.items() if (fetched := read_fetched(path))}
        added = replace(checkpoint, license=folder.license, origins=origins)
        self._write([*self.all(), added])
        return ListedCheckpoint(added, folder, memory=folder.memory + sum(part.memory for part in parts.values()))

    def remove(self, name: str) -> RemovedCheckpoint:
        """Forget one, and delete what this program fetched for it and no other uses; a folder that the person gave
        stays. UserError where there is none of this name, or a folder cannot be deleted."""
        gone = self.find(name)
        others = [each for each in self.all() if each.name != name]
        self._write(others)
        used = {path for each in others for path in (each.folder, *each.parts.values())}
        fetched = [
            found
            for path in dict.fromkeys((gone.folder, *gone.parts.values()))
            if path not in used and (found := read_fetched(path))
        ]
        freed = sum(map(delete_fetched, fetched))
        return RemovedCheckpoint(gone, tuple(each.path for each in fetched), freed)

    def unused(self, folder: Path) -> tuple[FetchedFolder, ...]:
        """Those in the folder of fetched checkpoints that no checkpoint uses: begun and not added, or not ended."""
        used = {path for each in self.all() for path in (each.folder, *each.parts.values())}
        return tuple(each for each in fetched_folders(folder) if each.path not in used)

    def _write(self, checkpoints: list[Checkpoint]) -> None:
        try:
            files.make_folder(self._path.parent)
            if JsonFile.read(self._path).wrong:
                set_aside(self._path)
            entries = {_LIST: [_to_entry(each) for each in checkpoints]}
            files.write(self._path, json.dumps(entries, ensure_ascii=False, indent=2).encode())
        except OSError as error:
            raise files.unwritable(self._path, error) from error


def _check_type(kind: CheckpointKind, role: str, model_type: str, where: str) -> None:
    """UsageError where a model of this type cannot stand in this role."""
    if role == MODEL and model_type not in kind.model_types:
        raise UsageError(
            message(
                "{folder} holds a {model_type} model, and {kind} is for {types}: choose another --kind.",
                folder=where,
                model_type=model_type,
                kind=kind.code,
                types=", ".join(kind.model_types),
            )
        )
    if role != MODEL and model_type not in PART_TYPES[role]:
        raise UsageError(
            message(
                "{folder} holds a {model_type} model, and --{role} is for {types}: name another.",
                folder=where,
                model_type=model_type,
                role=role,
                types=", ".join(PART_TYPES[role]),
            )
        )


def _listed_checkpoint(checkpoint: Checkpoint) -> ListedCheckpoint:
    try:
        folder = look(checkpoint.folder)
        memory = folder.memory + sum(look(path).memory for path in checkpoint.parts.values())
        return ListedCheckpoint(checkpoint, folder, memory=memory)
    except ReviserError as error:
        return ListedCheckpoint(checkpoint, None, str(error))


def _to_entry(checkpoint: Checkpoint) -> dict[str, object]:
    return {
        "name": checkpoint.name,
        "kind": checkpoint.kind,
        "folder": str(checkpoint.folder),
        "parts": {role: str(folder) for role, folder in checkpoint.parts.items()},
        "instruction": checkpoint.instruction,
        "license": checkpoint.license,
        "pickle": checkpoint.pickle,
        "origins": dict(checkpoint.origins),
        "min_error_prob": checkpoint.thresholds.min_error_prob,
        "keep_confidence": checkpoint.thresholds.keep_confidence,
    }


def _read_entries(entries: list[object]) -> Iterator[Checkpoint]:
    codes = {kind.code for kind in KINDS}
    for entry in entries:
        if not isinstance(entry, Mapping):
            continue
        name, kind, folder, parts = (entry.get(key) for key in ("name", "kind", "folder", "parts"))
        if not (isinstance(name, str) and isinstance(kind, str) and kind in codes and isinstance(folder, str)):
            continue
        origins = entry.get("origins")
        yield Checkpoint(
            name,
            kind,
            Path(folder),
            {str(role): Path(str(path)) for role, path in parts.items()} if isinstance(parts, Mapping) else {},
            str(entry.get("instruction") or ""),
            str(entry.get("license") or ""),
            entry.get("pickle") is True,
            {str(role): str(origin) for role, origin in origins.items()} if isinstance(origins, Mapping) else {},
            TaggerThresholds(_number(entry, "min_error_prob"), _number(entry, "keep_confidence")),
        )


def _number(entry: Mapping[object, object], name: str) -> float:
    found = entry.get(name)
    return float(found) if isinstance(found, int | float) and -1 <= found <= 1 else 0.0


def name_from(given: str) -> str:
    """A name for a checkpoint, from that of its folder or of its place on a hub."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", given).strip("-._")[:40]
    return plain or "model"
