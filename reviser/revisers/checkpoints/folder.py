"""What a checkpoint's folder holds, found out without loading it: architecture, weights, tokenizer, licence, size."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from reviser import files
from reviser.errors import ReviserError
from reviser.messages import message

CONFIG = "config.json"
TOKENIZERS = ("tokenizer.json", "spiece.model", "sentencepiece.bpe.model", "vocab.json", "vocab.txt")
WEIGHTS = ("*.safetensors",)
PICKLED = ("pytorch_model*.bin",)
TWO_HEADS = "gector"  # what stands for model_type where a port of GECToR, which names none, saved the config
_CARD = re.compile(r"\A---\s*\n(.*?)\n---\s*$", re.DOTALL | re.MULTILINE)
_LICENSE = re.compile(r"^license(?:_name)?:\s*[\"']?([\w.+-]+)", re.MULTILINE)
_NON_COMMERCIAL = re.compile(r"(?i)(?:^|[-_ ])nc(?:[-_ ]|$)|non-?commercial")


@dataclass(frozen=True, slots=True)
class CheckpointConfig:
    """What a config.json says. `model_type`: as transformers calls the architecture. `architectures`: the classes that
    it was saved from. `labels`: those of a classifier. `halves`: whether its weights are stored as 16-bit floats."""

    model_type: str
    architectures: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    halves: bool = False


@dataclass(frozen=True, slots=True)
class CheckpointFolder:
    """`weights`: the files of its weights; `pickled`: whether they are pickles, as no safetensors are there. `license`:
    what the model card says, empty where it says nothing. `size`: bytes of the weights on the disk. `memory`: bytes
    that they take once loaded, as 32-bit floats."""

    path: Path
    config: CheckpointConfig
    weights: tuple[Path, ...]
    pickled: bool
    license: str
    size: int
    memory: int


def look(path: Path) -> CheckpointFolder:
    """What the folder `path` holds. ReviserError, with what to do, where it is no checkpoint of transformers."""
    config = config_from(_config_text(path), str(path))
    if not any((path / name).is_file() for name in TOKENIZERS):
        raise ReviserError(
            message(
                "{folder} has no tokenizer ({names}): copy the tokenizer's files into it.",
                folder=path,
                names=", ".join(TOKENIZERS),
            )
        )
    weights, pickled = _weights(path)
    size = sum(each.stat().st_size for each in weights)
    return CheckpointFolder(path, config, weights, pickled, _license(path), size, size * 2 if config.halves else size)


def is_non_commercial(license_name: str) -> bool:
    """Whether a licence's name says that commercial use is forbidden ("cc-by-nc-4.0")."""
    return _NON_COMMERCIAL.search(license_name) is not None


def config_from(text: str, where: str) -> CheckpointConfig:
    """What a config.json with this text says. ReviserError, which names the place `where` it is, where it is damaged or
    of another program."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ReviserError(message("{folder} has a damaged config.json: fetch the checkpoint again.", folder=where))
    architectures, labels = found.get("architectures"), found.get("id2label")
    model_type = found.get("model_type")
    if not model_type and architectures == ["GECToR"]:
        model_type = TWO_HEADS
    if not isinstance(model_type, str) or not model_type:
        raise ReviserError(
            message(
                "{folder} has a config.json that names no model_type: it is no checkpoint of transformers.",
                folder=where,
            )
        )
    return CheckpointConfig(
        model_type,
        tuple(map(str, architectures)) if isinstance(architectures, list) else (),
        tuple(map(str, labels.values())) if isinstance(labels, dict) else (),
        (found.get("dtype") or found.get("torch_dtype")) in {"float16", "bfloat16"},
    )


def _config_text(path: Path) -> str:
    try:
        return (path / CONFIG).read_text("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        raise ReviserError(
            message(
                "{folder} is no checkpoint: it has no config.json. Name the folder that the model was saved in.",
                folder=path,
            )
        ) from None
    except OSError as error:
        raise files.unreadable(path, error) from error


def _weights(path: Path) -> tuple[tuple[Path, ...], bool]:
    for patterns, pickled in ((WEIGHTS, False), (PICKLED, True)):
        found = tuple(sorted(each for pattern in patterns for each in path.glob(pattern) if each.is_file()))
        if found:
            empty = next((each for each in found if each.stat().st_size < 8), None)
            if empty is not None:
                raise ReviserError(message("{file} is cut off: fetch the checkpoint again.", file=empty))
            return found, pickled
    raise ReviserError(
        message(
            "{folder} has no weights (model.safetensors or pytorch_model.bin): fetch the checkpoint again.", folder=path
        )
    )


def _license(path: Path) -> str:
    """As the front matter of the model card has it."""
    try:
        card = (path / "README.md").read_text("utf-8", "replace")
    except OSError:
        return ""
    front = _CARD.match(card)
    found = None if front is None else _LICENSE.search(front[1])
    return "" if found is None else found[1]
