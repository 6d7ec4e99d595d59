"""The file of a language model, in the GGUF format of llama.cpp: which one is used, and whether it can be.

The folder of models has files of two kinds. A known model (see `catalogue`) was checked by its hash when it was
downloaded, so later its size is enough. A file that the person added has a record beside it, NAME.json, of what was
found in it then. `find` reads a few bytes and is fast; `read` reads the whole header, which takes seconds."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviser import files
from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.lm.catalogue import KNOWN, KnownModel

if TYPE_CHECKING:
    from gguf import GGUFReader

MAGIC = b"GGUF"
VERSIONS = (2, 3)
SUFFIX = ".gguf"
ARCHITECTURE = "llama"
TOKENS = "gpt2"  # GGUF's name for byte-level BPE
UNKNOWN_LICENSE = "not stated"

# The fields that a file must have.
_FIELDS = (
    "llama.block_count",
    "llama.embedding_length",
    "llama.feed_forward_length",
    "llama.attention.head_count",
    "llama.attention.head_count_kv",
    "llama.attention.layer_norm_rms_epsilon",
    "llama.rope.freq_base",
    "tokenizer.ggml.tokens",
    "tokenizer.ggml.merges",
)
# Exceptions that GGUFReader raises on damaged files, because it does not check the numbers that it reads.
_GARBLED = (ValueError, KeyError, IndexError, OverflowError, TypeError, MemoryError, FloatingPointError)


class ModelFileError(ReviserError):
    """A model's file cannot be used."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model on this machine. `size` is in bytes; `license` is its SPDX name, if one is stated; `known` is None for a
    file that the person added."""

    path: Path
    name: str
    size: int
    license: str
    known: KnownModel | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What was found in a file when the person added it. `size` is in bytes."""

    size: int
    sha256: str
    license: str


def find(folder: Path, catalogue: Mapping[str, KnownModel] = KNOWN) -> ModelFile | None:
    """The model to use: the one that the person added last, else one of `catalogue`; None if the folder has none.
    Raises ModelFileError if the file is damaged, incomplete, or no model."""
    path = next(iter(paths(folder, catalogue)), None)
    return None if path is None else look(path, catalogue)


def paths(folder: Path, catalogue: Mapping[str, KnownModel] = KNOWN) -> tuple[Path, ...]:
    """The model files in the folder, the one to use first. They may be unusable, see `look`."""
    found = [path for path in _folder_entries(folder) if path.suffix == SUFFIX and not path.name.startswith(".")]
    return tuple(sorted(found, key=lambda path: (path.stem in catalogue, -_added_at(path), path.name)))


def look(path: Path, catalogue: Mapping[str, KnownModel] = KNOWN) -> ModelFile:
    """The model in a file, checked by its first bytes and its size. Raises ModelFileError if it cannot be used."""
    size = _checked_size(path)
    name = path.stem
    known = catalogue.get(name)
    record = None if known else recorded(path)
    right = known.size if known else record.size if record else size
    if size != right:
        how = message("is cut off") if size < right else message("is damaged")
        again = message("get it again") if known else message("add it again")
        raise ModelFileError(
            message(
                "The model file {path} {how} ({size:,} bytes of {right:,}): remove it (reviser models remove"
                " {name}) and {again}.",
                path=path,
                how=how,
                size=size,
                right=right,
                name=name,
                again=again,
            )
        )
    return ModelFile(path, name, size, known.license if known else record.license if record else UNKNOWN_LICENSE, known)


def recorded(path: Path) -> Record | None:
    """The record of an added file. None if there is none, or it cannot be read."""
    with suppress(OSError, ValueError, TypeError):
        match json.loads(record_path(path).read_bytes()):
            case {"size": int(size), "sha256": str(sha256), "license": str(stated)}:
                return Record(size, sha256, stated)
    return None


def record(path: Path, entry: Record) -> None:
    """Write the record of the added file at `path`."""
    files.write(record_path(path), (json.dumps(asdict(entry), indent=1) + "\n").encode())


def record_path(path: Path) -> Path:
    """The path of the record of an added file."""
    return path.with_suffix(".json")


def read(path: Path) -> "GGUFReader":
    """The whole content of the file, with its tensors mapped into memory. Raises ModelFileError if it is not GGUF, is
    incomplete, or holds anything but a Llama model with GPT-2's tokens in formats that can be unpacked."""
    # Imported here because they take 0.3 s to load.
    import numpy as np
    from gguf import GGUFReader

    _checked_size(path)
    try:
        with np.errstate(all="raise"):  # for lengths that overflow
            reader = GGUFReader(path)
        problem = _unusable(reader)
    except OSError as error:
        raise _unreadable(path, error) from error
    except _GARBLED as error:
        raise ModelFileError(
            message("The model file {path} is damaged or incomplete: download or copy it again.", path=path)
        ) from error
    if problem:
        raise ModelFileError(message("The model in {path} cannot be used: {problem}.", path=path, problem=problem))
    return reader


def license_of(reader: "GGUFReader") -> str:
    """The licence that the file states."""
    field = reader.get_field("general.license")
    stated = field.contents() if field is not None else None
    return stated if isinstance(stated, str) and stated else UNKNOWN_LICENSE


def _folder_entries(folder: Path) -> list[Path]:
    """The entries of the folder; none if it does not exist. Raises ModelFileError if it cannot be read."""
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ModelFileError(
            message(
                "The model folder {folder} cannot be read ({reason}): check it.",
                folder=folder,
                reason=error.strerror,
            )
        ) from error


def _added_at(path: Path) -> float:
    """When the file was modified, in seconds since 1970; 0 if that cannot be read."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _checked_size(path: Path) -> int:
    """The size of the file in bytes. Raises ModelFileError unless its first bytes are those of a supported GGUF
    version."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
            size = file.seek(0, 2)
    except OSError as error:
        raise _unreadable(path, error) from error
    if head[:4] != MAGIC:
        raise ModelFileError(message("{path} is not a model file: use one in the GGUF format of llama.cpp.", path=path))
    version = int.from_bytes(head[4:], "little")
    if len(head) < 8 or version not in VERSIONS:
        raise ModelFileError(
            message("{path} is a GGUF file of an unsupported version (2 and 3 are supported): use another.", path=path)
        )
    return size


def _unreadable(path: Path, error: OSError) -> ModelFileError:
    return ModelFileError(
        message("The model file {path} cannot be read ({reason}): check it.", path=path, reason=error.strerror or error)
    )


def _unusable(reader: "GGUFReader") -> str:
    """Why the model in a complete file cannot be used; "" if it can."""
    kind = _metadata_value(reader, "general.architecture")
    if kind != ARCHITECTURE:
        return message(
            "its architecture is “{kind}”, and only “{known}” is supported",
            kind=kind,
            known=ARCHITECTURE,
        )
    tokens = _metadata_value(reader, "tokenizer.ggml.model")
    if tokens != TOKENS:
        return message("its tokenizer is “{tokens}”, and only “{known}” is supported", tokens=tokens, known=TOKENS)
    if missing := [name for name in _FIELDS if name not in reader.fields]:
        return message("it does not say its {missing}", missing=missing[0])
    if _metadata_value(reader, "llama.rope.scaling.type") not in {None, "none"}:
        return message("its positions are scaled, which is not supported")
    shapes = {tensor.name: tuple(int(length) for length in tensor.shape) for tensor in reader.tensors}
    needed, optional = _shapes(reader)
    if missing := [name for name in needed if name not in shapes]:
        return message("it lacks {missing}", missing=missing[0])
    known = {**needed, **optional}
    for name, shape in shapes.items():
        if name not in known:
            return message("it has unknown parts ({name})", name=name)
        if shape != known[name]:
            return message(
                "{name} has the shape {shape}, not {known}", name=name, shape=str(shape), known=str(known[name])
            )
    return next(_packed_otherwise(reader), "")


def _shapes(reader: "GGUFReader") -> tuple[Mapping[str, tuple[int, ...]], Mapping[str, tuple[int, ...]]]:
    """The shapes of the tensors that a Llama model has, and of those that it may have. As in GGUF, the fastest
    dimension is first."""
    width = _number(reader, "llama.embedding_length")
    inner = _number(reader, "llama.feed_forward_length")
    heads = _number(reader, "llama.attention.head_count")
    shared = _number(reader, "llama.attention.head_count_kv")
    vocabulary = len(reader.fields["tokenizer.ggml.tokens"].data)
    part = width // heads * shared
    needed: dict[str, tuple[int, ...]] = {"token_embd.weight": (width, vocabulary), "output_norm.weight": (width,)}
    blocks = _number(reader, "llama.block_count")
    if blocks > len(reader.tensors):  # one damaged byte can make it millions
        raise ValueError("llama.block_count")
    for block in range(blocks):
        needed |= {
            f"blk.{block}.attn_norm.weight": (width,),
            f"blk.{block}.attn_q.weight": (width, width),
            f"blk.{block}.attn_k.weight": (width, part),
            f"blk.{block}.attn_v.weight": (width, part),
            f"blk.{block}.attn_output.weight": (width, width),
            f"blk.{block}.ffn_norm.weight": (width,),
            f"blk.{block}.ffn_gate.weight": (width, inner),
            f"blk.{block}.ffn_up.weight": (width, inner),
            f"blk.{block}.ffn_down.weight": (inner, width),
        }
    return needed, {"output.weight": (width, vocabulary)}


def _packed_otherwise(reader: "GGUFReader") -> Iterator[str]:
    """A message for each tensor format that cannot be unpacked."""
    from gguf.quants import dequantize

    for kind, tensor in {tensor.tensor_type: tensor for tensor in reader.tensors}.items():
        try:
            dequantize(tensor.data[:1], kind)
        except NotImplementedError:
            yield message(
                "its weights are in the format {kind}, which is not supported: use a file in Q4_1, Q8_0, F16 or F32",
                kind=kind.name,
            )


def _metadata_value(reader: "GGUFReader", name: str) -> object:
    """The value of a field; None if the file does not have it."""
    field = reader.get_field(name)
    return None if field is None else field.contents()


def _number(reader: "GGUFReader", name: str) -> int:
    """The value of a field that must be a positive number. Raises ValueError if it is not."""
    value = _metadata_value(reader, name)
    if not isinstance(value, int) or value <= 0 or value > 1 << 24:
        raise ValueError(name)
    return value
