"""The manifest of an export: a file with the counts of the export and the hash of each of its files.

The manifest of a file is beside it (`edits.jsonl.manifest.json`), the manifest of a folder in it
(`reviser.manifest.json`). Neither contains what was selected, whose names were masked, or the path of the history."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from reviser.datasets.annotations import Damaged
from reviser.datasets.archive import CARD, MANIFEST, UNREADABLE, DatasetFiles
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import loads
from reviser.errors import UserError
from reviser.messages import message

MARK, VERSION = "reviser_export", 1
IN_FOLDER = f"reviser{MANIFEST}"


def beside(path: Path) -> Path:
    """The path of the manifest of an export that is one file."""
    return path.with_name(path.name + MANIFEST)


def written(
    form: str,
    report: ExportReport,
    masked: Iterable[str],
    left_out: int,
    files: Mapping[str, Path],
    typed_by: str = "",
) -> bytes:
    """The bytes of the manifest of an export. `masked`: the kinds of values that were masked; `left_out`: how many
    edits were left out for that. `files`: the files' current paths, by their names. `typed_by`: the versions of the
    programs that gave the edits their error types."""
    manifest = {
        MARK: VERSION,
        "format": form,
        "edits": report.edits,
        "rows": report.rows,
        "sessions": report.right + report.unchecked,
        "sessions_without_text": report.unchecked,
        "sessions_left_out": len(report.problems),
        "masked": sorted(masked),
        "edits_left_out_for_masks": left_out,
        **({"error_types": typed_by} if typed_by else {}),
        "files": {name: _entry(path) for name, path in sorted(files.items())},
    }
    return json.dumps(manifest, indent=1).encode("ascii") + b"\n"


def _entry(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


@dataclass(frozen=True, slots=True)
class ManifestCheck:
    """The result of a check against manifests. `there`: whether a manifest was found. `vouched`: the files that match
    it. `wrong`: those that do not."""

    there: bool
    vouched: frozenset[PurePosixPath]
    wrong: tuple[Damaged, ...]


def verify(source: DatasetFiles) -> ManifestCheck:
    """Check a dataset against the manifests in it or beside it."""
    vouched: set[PurePosixPath] = set()
    wrong: list[Damaged] = []
    listed: dict[PurePosixPath, str] = {}
    whole = False
    files = _alone(source) if source.archive is None and source.path.is_file() else _inside(source)
    for name, content in files:
        try:
            entries = _files(content)
        except (ValueError, UserError) as error:
            wrong.append(Damaged(str(name), message("It is not the manifest of an export: {problem}.", problem=error)))
            continue
        if name.name == IN_FOLDER:
            whole = True
        listed |= {name.parent / each: hashed for each, hashed in entries.items()}
    names = set(source.names(""))
    for name, hashed in sorted(listed.items()):
        if name not in names:
            wrong.append(Damaged(str(name), message("It is in the manifest, but missing.")))
        elif _hash(source, name) != hashed:
            wrong.append(
                Damaged(str(name), message("It is not the file that was exported: the manifest has another hash."))
            )
        else:
            vouched.add(name)
    if whole:
        # The card is meant to be completed by the user, so no manifest lists it.
        others = sorted(name for name in names - set(listed) if name.name != CARD)
        wrong += [Damaged(str(name), message("It is not in the manifest.")) for name in others]
    return ManifestCheck(bool(files), frozenset(vouched), tuple(wrong))


def _inside(source: DatasetFiles) -> list[tuple[PurePosixPath, bytes]]:
    return [(name, source.read(name)) for name in source.manifests()]


def _alone(source: DatasetFiles) -> list[tuple[PurePosixPath, bytes]]:
    """For a dataset that is one file: its entry in the manifest beside it, or in that of its folder."""
    try:
        beside_it = [own for path in (source.path, source.path.resolve()) if (own := beside(path)).is_file()]
        if beside_it:
            entries = _files(beside_it[0].read_bytes())
            if len(entries) == 1:  # the file and its manifest may have been renamed
                entries = {source.path.name: next(iter(entries.values()))}
        elif (folder := source.path.with_name(IN_FOLDER)).is_file():
            entries = _files(folder.read_bytes())
        else:
            return []
    except (OSError, ValueError):
        return [(PurePosixPath(beside(source.path).name), b"")]
    if source.path.name not in entries:
        return []
    said = {MARK: VERSION, "files": {source.path.name: {"sha256": entries[source.path.name]}}}
    return [(PurePosixPath(beside(source.path).name), json.dumps(said).encode())]


def _files(content: bytes) -> dict[str, str]:
    """The hash of each file in a manifest. Raises ValueError if the bytes are not a manifest."""
    said: Any = loads(content)
    try:
        if said[MARK] != VERSION:
            raise ValueError(f"{MARK} is {said[MARK]}")
        return {str(PurePosixPath(name)): str(entry["sha256"]) for name, entry in said["files"].items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def _hash(source: DatasetFiles, name: PurePosixPath) -> str:
    """The SHA-256 of a file; empty if it cannot be read, which the reader of the file reports."""
    hashed = sha256()
    try:
        with source.open(name) as file:
            while piece := file.read(1 << 20):
                hashed.update(piece)
                source.tick()
    except (*UNREADABLE, UserError):
        return ""
    return hashed.hexdigest()
