"""Small checkpoints of the papers' real architectures, with tokenizers trained on texts of ours, taught a few sentences
by heart: `python -m tests.revisers.checkpoints.small KIND FOLDER`.

A program of its own: torch and transformers take seconds to load, and warn of much that is not ours.
"""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WRONG = ("She go to school every day.", "The boys is late again.", "He have two cat.", "We was at home.")
RIGHT = ("She goes to school every day.", "The boys are late again.", "He has two cats.", "We were at home.")
CLEAN = ("The sky was clear.", "It rains.", "They sing well.")
CLEAR = ("We utilise a tool.", "We use a tool.")
INSTRUCTION = "Fix grammatical errors in this sentence"
INTENTS = ("clarity", "fluency", "coherence", "style", "meaning-changed")
STEPS = 400  # of training at most
ENOUGH = 0.02  # loss at which all is known by heart


def texts() -> list[str]:
    return [*WRONG, *RIGHT, *CLEAN, *CLEAR, f"{INSTRUCTION}:"]


def tokenizer(folder: Path, more: Sequence[str] = ()) -> Any:
    """A unigram tokenizer as T5's and PEGASUS' are, whose special tokens are `more`."""
    tokenizers, transformers = importlib.import_module("tokenizers"), importlib.import_module("transformers")
    made = tokenizers.Tokenizer(tokenizers.models.Unigram())
    made.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    made.decoder = tokenizers.decoders.Metaspace()
    trainer = tokenizers.trainers.UnigramTrainer(
        vocab_size=200, special_tokens=["<pad>", "</s>", "<unk>"], unk_token="<unk>", show_progress=False
    )
    made.train_from_iterator(texts() * 20, trainer)
    made.post_processor = tokenizers.processors.TemplateProcessing("$A </s>", special_tokens=[("</s>", 1)])
    wrapped = transformers.PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=128
    )
    wrapped.add_tokens(list(more))
    wrapped.save_pretrained(folder)
    return wrapped


def teach(model: Any, tokens: Any, pairs: Sequence[tuple[str, str]]) -> None:
    """Train until each first text gives the second."""
    torch = importlib.import_module("torch")
    inputs = tokens([one for one, _ in pairs], return_tensors="pt", padding=True)
    labels = tokens([other for _, other in pairs], return_tensors="pt", padding=True)["input_ids"]
    labels[labels == tokens.pad_token_id] = -100
    learner = torch.optim.AdamW(model.parameters(), lr=3e-3)
    model.train()
    for _ in range(STEPS):
        learner.zero_grad()
        loss = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], labels=labels).loss
        loss.backward()
        learner.step()
        if loss.item() < ENOUGH:
            break


def shape(tokens: Any) -> dict[str, int]:
    return {
        "vocab_size": len(tokens),
        "pad_token_id": tokens.pad_token_id,
        "eos_token_id": tokens.eos_token_id,
        "decoder_start_token_id": tokens.pad_token_id,
    }


def t5(folder: Path, *, pickled: bool = False) -> None:
    """CoEdIT's architecture: T5, an instruction before each sentence."""
    transformers, tokens = importlib.import_module("transformers"), tokenizer(folder)
    config = transformers.T5Config(
        d_model=64,
        d_ff=128,
        d_kv=16,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=4,
        dropout_rate=0.0,
        **shape(tokens),
    )
    model = transformers.T5ForConditionalGeneration(config)
    known = zip(WRONG + RIGHT + CLEAN, RIGHT + RIGHT + CLEAN, strict=True)
    told = [(f"{INSTRUCTION}: {one}", other) for one, other in known]
    teach(model, tokens, told)
    save(model, folder, "cc-by-nc-4.0", pickled=pickled)


def pegasus(folder: Path) -> None:
    """IteraTeR's generator: PEGASUS, an intent's tag before each sentence."""
    transformers = importlib.import_module("transformers")
    tokens = tokenizer(folder, [f"<{intent}>" for intent in INTENTS])
    config = transformers.PegasusConfig(
        d_model=64,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=128,
        decoder_ffn_dim=128,
        max_position_embeddings=128,
        dropout=0.0,
        **shape(tokens),
    )
    model = transformers.PegasusForConditionalGeneration(config)
    told = [(f"<fluency> {one}", other) for one, other in zip(WRONG + CLEAN, RIGHT + CLEAN, strict=True)]
    told += [(f"<fluency> {one}", one) for one in (*RIGHT, *CLEAR)]
    told += [(f"<clarity> {one}", one) for one in (*WRONG, *RIGHT, *CLEAN, CLEAR[1])]
    told.append((f"<clarity> {CLEAR[0]}", CLEAR[1]))
    teach(model, tokens, told)
    save(model, folder, "apache-2.0")


def classifier(folder: Path) -> None:
    """IteraTeR's classifier of intents: RoBERTa with five labels."""
    torch = importlib.import_module("torch")
    transformers, tokens = importlib.import_module("transformers"), tokenizer(folder)
    config = transformers.RobertaConfig(
        vocab_size=len(tokens),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=130,
        pad_token_id=tokens.pad_token_id,
        num_labels=len(INTENTS),
        id2label=dict(enumerate(INTENTS)),
        label2id={intent: number for number, intent in enumerate(INTENTS)},
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    model = transformers.RobertaForSequenceClassification(config)
    inputs = tokens([*WRONG, CLEAR[0]], return_tensors="pt", padding=True)
    labels = torch.tensor([1] * len(WRONG) + [0])
    learner = torch.optim.AdamW(model.parameters(), lr=3e-3)
    model.train()
    for _ in range(STEPS):
        learner.zero_grad()
        loss = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], labels=labels).loss
        loss.backward()
        learner.step()
        if loss.item() < ENOUGH:
            break
    save(model, folder, "")


def save(model: Any, folder: Path, license_name: str, *, pickled: bool = False) -> None:
    """With a model card that names the licence, where there is one."""
    model.save_pretrained(folder)
    if pickled:
        torch, safetensors = importlib.import_module("torch"), importlib.import_module("safetensors.torch")
        torch.save(safetensors.load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
        (folder / "model.safetensors").unlink()
    if license_name:
        card = f"---\nlicense: {license_name}\nlanguage: en\n---\n# Small\n"
        (folder / "README.md").write_text(card, encoding="utf-8")


def main() -> None:
    torch = importlib.import_module("torch")
    torch.manual_seed(1)
    torch.set_num_threads(1)
    kind, folder = sys.argv[1], Path(sys.argv[2])
    makers = {
        "t5": t5,
        "t5-pickled": lambda path: t5(path, pickled=True),
        "pegasus": pegasus,
        "classifier": classifier,
    }
    makers[kind](folder)


if __name__ == "__main__":
    main()
