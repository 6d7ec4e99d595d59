"""A llama of some thousand random numbers with a token for each byte: a real file, and a real model that says nothing.

The same bytes come out each time.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from gguf import GGUFWriter, TokenType

WIDTH = 16
INNER = 32
BLOCKS = 2
HEADS = 4
SHARED = 2
SEED = 20261
LICENSE = "mit"
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")


def letters() -> list[str]:
    """GPT-2's letter for each byte, in the order of the bytes."""
    printed = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = iter(range(0x100, 0x200))
    return [chr(byte) if byte in printed else chr(next(others)) for byte in range(256)]


def write(
    path: Path,
    *,
    architecture: str = "llama",
    tokens: str = "gpt2",
    said: Mapping[str, str] | None = None,
    without: str = "",
    beside: str = "",
    kind: type[np.float32 | np.float16] = np.float32,
) -> Path:
    """Write the model; its path comes back. What is wrong with it can be chosen: its architecture and kind of tokens,
    more that it says, a tensor that it lacks (`without`), one too many (`beside`)."""
    random = np.random.RandomState(SEED)
    writer = GGUFWriter(path, architecture)
    writer.add_name("tiny")
    writer.add_license(LICENSE)
    writer.add_context_length(512)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(BLOCKS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(SHARED)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(10000.0)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    for name, value in (said or {}).items():
        writer.add_string(name, value)
    names = [*SPECIAL, *letters(), "th", "the"]
    writer.add_vocab_size(len(names))
    writer.add_tokenizer_model(tokens)
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(names)
    writer.add_token_types([TokenType.CONTROL] * len(SPECIAL) + [TokenType.NORMAL] * (len(names) - len(SPECIAL)))
    writer.add_token_merges(["t h", "th e"])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)

    narrow = WIDTH // HEADS * SHARED
    shapes: dict[str, tuple[int, ...]] = {"token_embd.weight": (len(names), WIDTH), "output_norm.weight": (WIDTH,)}
    for block in range(BLOCKS):
        shapes |= {
            f"blk.{block}.attn_norm.weight": (WIDTH,),
            f"blk.{block}.attn_q.weight": (WIDTH, WIDTH),
            f"blk.{block}.attn_k.weight": (narrow, WIDTH),
            f"blk.{block}.attn_v.weight": (narrow, WIDTH),
            f"blk.{block}.attn_output.weight": (WIDTH, WIDTH),
            f"blk.{block}.ffn_norm.weight": (WIDTH,),
            f"blk.{block}.ffn_gate.weight": (INNER, WIDTH),
            f"blk.{block}.ffn_up.weight": (INNER, WIDTH),
            f"blk.{block}.ffn_down.weight": (WIDTH, INNER),
        }
    if beside:
        shapes[beside] = (WIDTH,)
    for name, shape in shapes.items():
        if name != without:
            numbers = np.ones(shape) if len(shape) == 1 else random.standard_normal(shape) / np.sqrt(shape[-1])
            writer.add_tensor(name, numbers.astype(np.float32 if len(shape) == 1 else kind))

    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
