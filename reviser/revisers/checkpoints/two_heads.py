"""GECToR taggers with their second head, as public ports keep them (gotutiyan/gector): an encoder, a linear layer for
the operation on each word, and one for whether the word is wrong.

transformers has no such model, and the ports bring code of their own. Here the weights alone are read; the encoder's
sizes are theirs, so nothing else has to be fetched."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.checkpoints.folder import CONFIG, CheckpointFolder, look
from reviser.revisers.checkpoints.loading import check_memory, check_pickle, import_transformers, unreadable
from reviser.revisers.checkpoints.token_classifier import firsts_of_words

if TYPE_CHECKING:
    import torch
    import transformers

INCORRECT = 1  # of the second head's two outputs; the other one is that the word is right
_HEAD_SIZE = 64  # of each attention head, in BERT's and RoBERTa's of every size
_LAYER = re.compile(r"bert\.encoder\.layer\.(\d+)\.")


class TwoHeadTagger:
    """`labels`: the operations by number. `operations` and `detection`: weight and bias of the two linear layers.
    `keep_confidence` is added to the probability that a word is kept. A sentence none of whose words is wrong with a
    probability of `min_error_prob` is kept as it is."""

    def __init__(
        self,
        tokenizer: "transformers.PreTrainedTokenizerBase",
        encoder: "transformers.PreTrainedModel",
        labels: Mapping[int, str],
        operations: tuple["torch.Tensor", "torch.Tensor"],
        detection: tuple["torch.Tensor", "torch.Tensor"],
        *,
        keep: str,
        keep_confidence: float,
        min_error_prob: float,
        special: bool,
    ) -> None:
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._labels = labels
        self._operations = operations
        self._detection = detection
        self._keep = next(number for number, label in labels.items() if label == keep)
        self._keep_confidence = keep_confidence
        self._min_error_prob = min_error_prob
        self._special = special  # whether the encoder saw the tokenizer's special tokens when it was taught

    @classmethod
    def load(cls, path: Path, *, pickle: bool, keep_confidence: float, min_error_prob: float) -> "TwoHeadTagger":
        """The checkpoint in the folder `path`. `pickle`: whether pickled weights may be read; torch reads them without
        running code. ReviserError as load_checkpoint, and where its encoder is neither a BERT nor a RoBERTa."""
        transformers = import_transformers()
        folder = look(path)
        check_pickle(folder, allowed=pickle)
        check_memory(folder)
        config = json.loads((path / CONFIG).read_text("utf-8"))
        family = _family(path, str(config.get("model_id", "")))
        try:
            weights = _weights(folder)
            tokenizer, encoder = _encoder(transformers, path, family, weights)
            return cls(
                tokenizer,
                encoder,
                {int(number): str(label) for number, label in config["id2label"].items()},
                (weights["label_proj_layer.weight"], weights["label_proj_layer.bias"]),
                (weights["d_proj_layer.weight"], weights["d_proj_layer.bias"]),
                keep=str(config.get("keep_label", "$KEEP")),
                keep_confidence=keep_confidence,
                min_error_prob=min_error_prob,
                special=not config.get("is_official_model"),
            )
        except Exception as error:  # torch and transformers raise what they like
            raise unreadable(path, error) from error

    def word_labels(
        self, sentences: Sequence[Sequence[str]], stopped: Callable[[], bool]
    ) -> list[list[tuple[str, float]]]:
        """As TokenClassifier has it."""
        import torch

        inputs = self._tokenizer(
            [list(words) for words in sentences],
            is_split_into_words=True,
            return_tensors="pt",
            padding=True,
            truncation=True,
            add_special_tokens=self._special,
        )
        with torch.inference_mode():
            states = self._encoder(**inputs).last_hidden_state
            likely = _linear(states, self._operations).softmax(dim=-1)
            wrong = _linear(states, self._detection).softmax(dim=-1)[:, :, INCORRECT].tolist()
            likely[:, :, self._keep] += self._keep_confidence
            best = likely.max(dim=-1)
        if stopped():
            return []
        found: list[list[tuple[str, float]]] = []
        kept = self._labels[self._keep]
        for row, (numbers, chances) in enumerate(zip(best.indices.tolist(), best.values.tolist(), strict=True)):
            words = inputs.word_ids(row)
            operations = firsts_of_words(words, list(zip(numbers, chances, strict=True)))
            labels = [(self._labels[number], chance) for number, chance in operations]
            error = max(firsts_of_words(words, wrong[row]), default=0.0)
            found.append([(kept, 1.0)] * len(labels) if error < self._min_error_prob else labels)
        return found


def _linear(states: "torch.Tensor", layer: tuple["torch.Tensor", "torch.Tensor"]) -> "torch.Tensor":
    weight, bias = layer
    return states @ weight.T + bias


def _family(path: Path, encoder: str) -> str:
    """What transformers calls the architecture of the encoder that the config names ("roberta-base")."""
    plain = encoder.rpartition("/")[2].lower()
    if plain.startswith(("roberta", "distilroberta")):
        return "roberta"
    if plain.startswith("bert"):
        return "bert"
    raise ReviserError(
        message(
            "The tagger in {folder} has the encoder {encoder}, and only BERT's and RoBERTa's can be read here: choose"
            " another checkpoint.",
            folder=path,
            encoder=encoder or "?",
        )
    )


def _weights(folder: CheckpointFolder) -> dict[str, "torch.Tensor"]:
    """By name, as 32-bit floats."""
    import safetensors.torch
    import torch

    found: dict[str, torch.Tensor] = {}
    for path in folder.weights:
        if folder.pickled:
            found |= torch.load(path, map_location="cpu", weights_only=True)
        else:
            found |= safetensors.torch.load_file(path)
    return {name: weight.float() for name, weight in found.items() if weight.is_floating_point()}


def _encoder(
    transformers: ModuleType, path: Path, family: str, weights: Mapping[str, "torch.Tensor"]
) -> tuple["transformers.PreTrainedTokenizerBase", "transformers.PreTrainedModel"]:
    """The tokenizer and the encoder, whose sizes are those of its weights."""
    words, hidden = weights["bert.embeddings.word_embeddings.weight"].shape
    layers = 1 + max(int(match[1]) for match in map(_LAYER.match, weights) if match)
    config = transformers.AutoConfig.for_model(
        family,
        vocab_size=words,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=hidden // _HEAD_SIZE,
        intermediate_size=weights["bert.encoder.layer.0.intermediate.dense.bias"].shape[0],
        max_position_embeddings=weights["bert.embeddings.position_embeddings.weight"].shape[0],
        type_vocab_size=weights["bert.embeddings.token_type_embeddings.weight"].shape[0],
        layer_norm_eps=1e-12 if family == "bert" else 1e-5,
    )
    tokenizer = transformers.AutoTokenizer.from_pretrained(
        path, config=config, local_files_only=True, trust_remote_code=False, use_fast=True, add_prefix_space=True
    )
    config.pad_token_id = tokenizer.pad_token_id
    encoder = transformers.AutoModel.from_config(config, add_pooling_layer=False)
    own = {name.removeprefix("bert."): weight for name, weight in weights.items() if name.startswith("bert.")}
    encoder.load_state_dict({name: weight for name, weight in own.items() if not name.startswith("pooler.")})
    return tokenizer, encoder.eval()
