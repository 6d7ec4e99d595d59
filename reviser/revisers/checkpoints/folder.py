"""What a checkpoint's folder holds, found out without loading it: architecture, weights, tokenizer, licence, size."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reviser import files
from reviser.errors import ReviserError
from reviser.messages import message

CONFIG = "config.json"
TOKENIZERS = ("tokenizer.json", "spiece.model", "sentencepiece.bpe.model", "vocab.json", "vocab.txt")
WEIGHTS = ("*.safetensors",)
PICKLED = ("pytorch_model*.bin",)
_CARD = re.compile(r"\A---\s*\n(.*?)\n---\s*$", re.DOTALL | re.MULTILINE)
_LICENSE = re.compile(r"^license(?:_name)?:\s*[\"']?([\w.+-]+)", re.MULTILINE)
_NON_COMMERCIAL = re.compile(r"(?i)(?:^|[-_ ])nc(?:[-_ ]|$)|non-?commercial")


@dataclass(frozen=True, slots=True)
class CheckpointFolder:
    """`model_type`: as transformers calls the architecture. `weights`: the files of its weights; `pickled`: whether
    they are pickles, as no safetensors are there. `license`: what the model card says, empty where it says nothing.
    `size`: bytes of the weights on the disk. `memory`: bytes that they take once loaded, as 32-bit floats."""

    path: Path
    model_type: str
    weights: tuple[Path, ...]
    pickled: bool
    license: str
    size: int
    memory: int


def look(path: Path) -> CheckpointFolder:
    """What the folder `path` holds. ReviserError, with what to do, where it is no checkpoint of transformers."""
    config = _config(path)
    model_type = config.get("model_type")
    if not isinstance(model_type, str):
        raise ReviserError(
            message(
                "{folder} has a config.json that names no model_type: it is no checkpoint of transformers.", folder=path
            )
        )
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
    halves = _dtype(config) in {"float16", "bfloat16"}
    return CheckpointFolder(path, model_type, weights, pickled, _license(path), size, size * 2 if halves else size)


def is_non_commercial(license_name: str) -> bool:
    """Whether a licence's name says that commercial use is forbidden ("cc-by-nc-4.0")."""
    return _NON_COMMERCIAL.search(license_name) is not None


def _config(path: Path) -> Mapping[str, object]:
    try:
        found = json.loads((path / CONFIG).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise ReviserError(
            message(
                "{folder} is no checkpoint: it has no config.json. Name the folder that the model was saved in.",
                folder=path,
            )
        ) from None
    except OSError as error:
        raise files.unreadable(path, error) from error
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ReviserError(
            message("{folder} has a damaged config.json: fetch the checkpoint again.", folder=path)
        ) from None
    return found


def _dtype(config: Mapping[str, object]) -> object:
    return config.get("dtype") or config.get("torch_dtype")


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
