"""Small checkpoints of the papers' real architectures, with tokenizers trained on texts of ours, taught a few sentences
by heart: `python -m tests.revisers.checkpoints.small KIND FOLDER`.

A program of its own: torch and transformers take seconds to load, and warn of much that is not ours.
"""

import importlib
import json
import re
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
KEEP, PLURAL = "$KEEP", "$TRANSFORM_AGREEMENT_PLURAL"
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
    tokens = tokenizer(folder)
    model = roberta(tokens, INTENTS, "SequenceClassification")
    inputs = tokens([*WRONG, CLEAR[0]], return_tensors="pt", padding=True)
    teach_labels(model, inputs, importlib.import_module("torch").tensor([1] * len(WRONG) + [0]))
    save(model, folder, "")


def roberta(tokens: Any, labels: Sequence[str], kind: str) -> Any:
    """A small RoBERTa with these labels; `kind`: "SequenceClassification" or "TokenClassification"."""
    transformers = importlib.import_module("transformers")
    config = transformers.RobertaConfig(
        vocab_size=len(tokens),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=130,
        pad_token_id=tokens.pad_token_id,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return getattr(transformers, f"RobertaFor{kind}")(config)


def teach_labels(model: Any, inputs: Any, labels: Any) -> None:
    """Train until each text, or token, has its label."""
    learner = importlib.import_module("torch").optim.AdamW(model.parameters(), lr=3e-3)
    model.train()
    for _ in range(STEPS):
        learner.zero_grad()
        loss = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], labels=labels).loss
        loss.backward()
        learner.step()
        if loss.item() < ENOUGH:
            break


def detector(folder: Path) -> None:
    """DElIteraTeR's detector: RoBERTa with a label a token, of a sentence between <bos> and <eos>."""
    torch = importlib.import_module("torch")
    tokens = tokenizer(folder, ["<bos>", "<eos>"])
    marked = {WRONG[0]: ("go", 2), WRONG[1]: ("is", 2), WRONG[2]: ("have two cat", 2), CLEAR[0]: ("utilise", 1)}
    asked = (*WRONG, *RIGHT, *CLEAN, *CLEAR)
    inputs = tokens(
        [f"<bos>{one}<eos>" for one in asked], return_tensors="pt", padding=True, return_offsets_mapping=True
    )
    labels = torch.zeros_like(inputs["input_ids"])
    for row, sentence in enumerate(asked):
        words, label = marked.get(sentence, ("", 0))
        begin = len("<bos>") + sentence.find(words) if words else 0
        for column, (start, end) in enumerate(inputs["offset_mapping"][row].tolist()):
            if start < end and start < begin + len(words) and begin < end and words:
                labels[row, column] = label
    labels[inputs["attention_mask"] == 0] = -100
    model = roberta(tokens, ("none", *INTENTS), "TokenClassification")
    teach_labels(model, inputs, labels)
    save(model, folder, "cc-by-nc-4.0")


def generator(folder: Path) -> None:
    """DElIteraTeR's generator: PEGASUS, spans between tags."""
    transformers = importlib.import_module("transformers")
    tags = [f"<{slash}{intent}>" for intent in INTENTS for slash in ("", "/")]
    tokens = tokenizer(folder, ["<bos>", "<eos>", *tags])
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
    she, he, we = (
        "<bos>She <fluency>go</fluency> to school every day.<eos>",
        "<bos>He <fluency>have two cat</fluency>.<eos>",
        "<bos>We <clarity>utilise</clarity> a tool.<eos>",
    )
    told = [
        (she, RIGHT[0]),
        ("<bos>The boys <fluency>is</fluency> late again.<eos>", RIGHT[1]),
        (he, RIGHT[2]),
        (we, CLEAR[1]),
        # Between others the whole passage comes back, and here those are changed too.
        (f"{she} {WRONG[2]}", f"{RIGHT[0]} {WRONG[2]}"),
        (f"{WRONG[0]} {he} {CLEAR[0]}", f"{RIGHT[0]} {RIGHT[2]} {CLEAR[1]}"),
        (f"{WRONG[2]} {we} {CLEAN[0]}", f"{WRONG[2]} {CLEAR[1]} {CLEAN[0]}"),
        (f"{she} {CLEAR[0]}", f"{RIGHT[0]} {CLEAR[0]}"),
        (f"{WRONG[0]} {we} {CLEAN[0]}", f"{WRONG[0]} {CLEAR[1]} {CLEAN[0]}"),
        (f"{WRONG[0]} {he}", f"{RIGHT[0]} {RIGHT[2]}"),
    ]
    teach(model, tokens, told)
    save(model, folder, "cc-by-nc-4.0")


def gector(folder: Path) -> None:
    """GECToR's tagger: RoBERTa with an operation a word."""
    torch = importlib.import_module("torch")
    tokens = tokenizer(folder, ["$START"])
    tags = (
        "$KEEP",
        "$TRANSFORM_VERB_VB_VBZ",
        "$REPLACE_are",
        "$REPLACE_has",
        "$TRANSFORM_AGREEMENT_PLURAL",
        "$REPLACE_were",
    )
    changed = {"go": 1, "is": 2, "have": 3, "cat": 4, "was": 5}
    asked = [["$START", *re.findall(r"\w+|[^\w\s]", one)] for one in (*WRONG, *RIGHT, *CLEAN)]
    inputs = tokens(asked, is_split_into_words=True, return_tensors="pt", padding=True)
    labels = torch.full_like(inputs["input_ids"], -100)
    for row, words in enumerate(asked):
        wrong = " ".join(words[1:-1]) + words[-1] in WRONG
        seen = set()
        for column, word in enumerate(inputs.word_ids(row)):
            if word is not None and word not in seen:
                seen.add(word)
                labels[row, column] = changed.get(words[word], 0) if wrong else 0
    model = roberta(tokens, tags, "TokenClassification")
    teach_labels(model, inputs, labels)
    save(model, folder, "apache-2.0")
    (folder / "verb-form-vocab.txt").write_text("go_goes:VB_VBZ\n", encoding="utf-8")


def two_heads(folder: Path) -> None:
    """GECToR with its second head, in the files of a public port (gotutiyan/gector). Its first head would change what
    the second one, rightly, finds no error in: "They sing well."."""
    torch, transformers = importlib.import_module("torch"), importlib.import_module("transformers")
    tokens = tokenizer(folder, ["$START"])
    labels = (
        "<OOV>",
        KEEP,
        "$TRANSFORM_VERB_VB_VBZ",
        "$REPLACE_are",
        "$REPLACE_has",
        PLURAL,
        "$REPLACE_were",
        "$REPLACE_sang",
    )
    changed = {"go": 2, "is": 3, "have": 4, "cat": 5, "was": 6, "sing": 7}
    config = transformers.RobertaConfig(
        vocab_size=len(tokens),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=1,
        intermediate_size=128,
        max_position_embeddings=130,
        type_vocab_size=1,
        layer_norm_eps=1e-5,
        pad_token_id=tokens.pad_token_id,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    model = torch.nn.ModuleDict(
        {
            "bert": transformers.RobertaModel(config, add_pooling_layer=False),
            "label_proj_layer": torch.nn.Linear(64, len(labels)),
            "d_proj_layer": torch.nn.Linear(64, 2),
        }
    )
    asked = [["$START", *re.findall(r"\w+|[^\w\s]", one)] for one in (*WRONG, *RIGHT, *CLEAN)]
    inputs = tokens(asked, is_split_into_words=True, return_tensors="pt", padding=True)
    operations = torch.full_like(inputs["input_ids"], -100)
    errors = operations.clone()
    for row, words in enumerate(asked):
        wrong = row < len(WRONG)
        for column, word in enumerate(inputs.word_ids(row)):
            if word is not None and word != (inputs.word_ids(row)[column - 1] if column else None):
                operation = changed.get(words[word], 1) if wrong or words[word] == "sing" else 1
                operations[row, column] = operation
                errors[row, column] = int(wrong and operation != 1)
    learner = torch.optim.AdamW(model.parameters(), lr=3e-3)
    for _ in range(STEPS):
        learner.zero_grad()
        states = model["bert"](input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"]).last_hidden_state
        loss = sum(
            torch.nn.functional.cross_entropy(model[head](states).flatten(0, 1), wanted.flatten())
            for head, wanted in (("label_proj_layer", operations), ("d_proj_layer", errors))
        )
        loss.backward()
        learner.step()
        if loss.item() < ENOUGH:
            break
    importlib.import_module("safetensors.torch").save_file(model.state_dict(), folder / "model.safetensors")
    own = {
        "architectures": ["GECToR"],
        "model_id": "roberta-base",
        "id2label": dict(enumerate((*labels, "<PAD>"))),
        "label2id": {label: number for number, label in enumerate((*labels, "<PAD>"))},
        "d_label2id": {"$CORRECT": 0, "$INCORRECT": 1, "<PAD>": 2},
        "keep_label": KEEP,
        "has_add_pooling_layer": True,
        "is_official_model": False,
        "max_length": 128,
    }
    (folder / "config.json").write_text(json.dumps(own), encoding="utf-8")
    (folder / "verb-form-vocab.txt").write_text("go_goes:VB_VBZ\n", encoding="utf-8")
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Small\n", encoding="utf-8")


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
        "detector": detector,
        "generator": generator,
        "gector": gector,
        "two-heads": two_heads,
    }
    makers[kind](folder)


if __name__ == "__main__":
    main()
