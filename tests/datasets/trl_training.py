"""What somebody does who trains on our exports with Hugging Face's TRL: loads the files as they are, and makes one step
of each trainer on a tiny model with random weights. Run as `python -m tests.datasets.trl_training FOLDER`, where FOLDER
has `pairs.jsonl` (preference) and `labels.jsonl` (preference-unpaired). Prints what came of it as JSON.

A program of its own: torch, transformers and TRL take seconds to load, and warn of much that is not ours.
"""

import importlib
import json
import logging
import sys
from pathlib import Path
from typing import Any

VOCABULARY = 400
LENGTH = 2048  # tokens


class _Heard(logging.Handler):
    """Keeps the warnings of TRL."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def tokenizer(texts: list[str]) -> Any:
    """A byte-level BPE as GPT-2 has it, trained on these texts."""
    tokenizers, transformers = importlib.import_module("tokenizers"), importlib.import_module("transformers")
    made = tokenizers.Tokenizer(tokenizers.models.BPE())
    made.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = tokenizers.decoders.ByteLevel()
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=["<pad>", "<eos>"],
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(texts, trainer)
    return transformers.PreTrainedTokenizerFast(tokenizer_object=made, pad_token="<pad>", eos_token="<eos>")


def model(kind: str, words: Any) -> Any:
    """Two layers of a Llama with random weights."""
    transformers = importlib.import_module("transformers")
    config = transformers.LlamaConfig(
        vocab_size=len(words),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2 * LENGTH,
        pad_token_id=words.pad_token_id,
        eos_token_id=words.eos_token_id,
        bos_token_id=None,
        num_labels=1,
    )
    return getattr(transformers, kind)(config)


def step(trainer: str, kind: str, data: Any, words: Any, output: Path) -> dict[str, object]:
    """One step: how many rows there were, how many the trainer kept, its loss, and how far the weights moved."""
    trl, torch = importlib.import_module("trl"), importlib.import_module("torch")
    config = getattr(trl, f"{trainer}Config")(
        output_dir=str(output),
        max_steps=1,
        per_device_train_batch_size=4,
        learning_rate=0.01,
        max_length=LENGTH,
        report_to=[],
        save_strategy="no",
        use_cpu=True,
        logging_steps=1,
        seed=1,
    )
    torch.manual_seed(1)
    made = model(kind, words)
    before = {name: weight.detach().clone() for name, weight in made.named_parameters()}
    made.save_pretrained(output / "model")  # DPO and KTO load it a second time, to compare with
    run = getattr(trl, f"{trainer}Trainer")(
        model=str(output / "model"), args=config, train_dataset=data, processing_class=words
    )
    ended = run.train()
    moved = max(float((weight - before[name]).abs().max()) for name, weight in run.model.named_parameters())
    return {"rows": len(data), "kept": len(run.train_dataset), "loss": float(ended.training_loss), "moved": moved}


def main(folder: Path) -> None:
    datasets = importlib.import_module("datasets")
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    logging.getLogger("trl").addHandler(heard)
    pairs, labels = (
        datasets.load_dataset("json", data_files=str(folder / name), split="train", cache_dir=str(folder / "cache"))
        for name in ("pairs.jsonl", "labels.jsonl")
    )
    words = tokenizer([text for row in pairs for text in (row["prompt"], row["chosen"], row["rejected"])])
    done = {
        "DPO": step("DPO", "LlamaForCausalLM", pairs, words, folder / "dpo"),
        "KTO": step("KTO", "LlamaForCausalLM", labels, words, folder / "kto"),
        "Reward": step("Reward", "LlamaForSequenceClassification", pairs, words, folder / "reward"),
    }
    said = {"trl": importlib.import_module("trl").__version__, "steps": done, "heard": heard.messages}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
