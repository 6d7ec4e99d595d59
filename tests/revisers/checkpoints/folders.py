"""Folders that look like checkpoints from outside: nothing loads them."""

import json
from collections.abc import Sequence
from pathlib import Path

from reviser.revisers.checkpoints.folder import CONFIG

HEADS = {"t5": "T5ForConditionalGeneration", "roberta": "RobertaForTokenClassification"}
CARD = "---\nlanguage: en\nlicense: {license}\ntags: [text]\n---\n# A model\n"


def write_folder(
    path: Path,
    *,
    model_type: str = "t5",
    license_name: str = "apache-2.0",
    pickled: bool = False,
    dtype: str = "",
    labels: Sequence[str] = (),
) -> Path:
    """A folder with a config, a tokenizer, 1,000 bytes of weights and, where `license_name` is one, a model card."""
    path.mkdir(parents=True)
    config: dict[str, object] = {"model_type": model_type, "torch_dtype": dtype}
    if model_type in HEADS:
        config["architectures"] = [HEADS[model_type]]
    if labels:
        config["id2label"] = dict(enumerate(labels))
    (path / CONFIG).write_text(json.dumps(config), encoding="utf-8")
    (path / "tokenizer.json").write_text("{}", encoding="utf-8")
    (path / ("pytorch_model.bin" if pickled else "model.safetensors")).write_bytes(bytes(1000))
    if license_name:
        (path / "README.md").write_text(CARD.format(license=license_name), encoding="utf-8")
    return path
