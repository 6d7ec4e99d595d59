"""The weights of a Llama model out of a GGUF file, as float32 arrays that a matrix product takes as they are.

GGUF: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. In it the rows of the query and key projections are
permuted, so that rotary embeddings turn neighbours (2i, 2i + 1); here they are put back to turn halves (i, i + n/2),
which numpy does without strides.
"""

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from reviser.revisers.lm import gguf_header

Floats = npt.NDArray[np.float32]
_ROWS = 4096  # that are unpacked at a time


class WeightsError(ValueError):
    """The file holds no Llama model that can be read here."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`width` of the hidden state; `heads` queries share `kv_heads` keys of `head` components; `inner` of the gated
    unit; `rope` is the base of the rotary frequencies; `epsilon` that of the root mean square."""

    width: int
    heads: int
    kv_heads: int
    head: int
    inner: int
    layers: int
    rope: float
    epsilon: float


@dataclass(frozen=True, slots=True)
class Block:
    """One transformer block. Matrices are (in, out); `qkv` and `gate_up` are several side by side."""

    attention_norm: Floats
    qkv: Floats
    out: Floats
    feed_norm: Floats
    gate_up: Floats
    down: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """`embedding` and `head` are (vocabulary, width), and one array where the file ties them."""

    shape: Shape
    embedding: Floats
    blocks: tuple[Block, ...]
    norm: Floats
    head: Floats


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the tokens are made of: byte-level BPE. `begin` opens every text."""

    tokens: tuple[str, ...]
    merges: tuple[str, ...]
    begin: int


def read(path: Path) -> tuple[Weights, Vocabulary]:
    """WeightsError where the file is another model, or damaged. OSError where it cannot be read."""
    try:
        with path.open("rb") as file:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                header = gguf_header.read(data)
            shape, vocabulary = _shape(header.fields), _vocabulary(header.fields)
            return _Reader(file, header, shape).weights(), vocabulary
    except (ValueError, KeyError, struct.error, OverflowError) as error:
        raise WeightsError(f"no model that can be read: {error}") from error


def _shape(fields: Mapping[str, Any]) -> Shape:
    if fields["general.architecture"] != "llama":
        raise WeightsError("no Llama model")
    width, heads = int(fields["llama.embedding_length"]), int(fields["llama.attention.head_count"])
    return Shape(
        width=width,
        heads=heads,
        kv_heads=int(fields["llama.attention.head_count_kv"]),
        head=width // heads,
        inner=int(fields["llama.feed_forward_length"]),
        layers=int(fields["llama.block_count"]),
        rope=float(fields["llama.rope.freq_base"]),
        epsilon=float(fields["llama.attention.layer_norm_rms_epsilon"]),
    )


def _vocabulary(fields: Mapping[str, Any]) -> Vocabulary:
    if fields["tokenizer.ggml.model"] != "gpt2":
        raise WeightsError("no byte-level tokens")
    end = fields.get("tokenizer.ggml.eos_token_id", 0)
    tokens = tuple(fields["tokenizer.ggml.tokens"])
    # Documents were parted by <|endoftext|> when it was trained; what opens a chat says less of prose.
    begin = tokens.index("<|endoftext|>") if "<|endoftext|>" in tokens else int(end)
    return Vocabulary(tokens, tuple(fields["tokenizer.ggml.merges"]), begin)


class _Reader:
    """Unpacks the tensors of a file. Memory goes to what is kept and some rows more."""

    def __init__(self, file: BinaryIO, header: gguf_header.Header, shape: Shape) -> None:
        self._file = file
        self._header = header
        self._shape = shape

    def weights(self) -> Weights:
        shape = self._shape
        embedding = self._rows("token_embd")
        tied = "output.weight" not in self._header.tensors
        return Weights(
            shape,
            embedding,
            tuple(self._block(f"blk.{index}") for index in range(shape.layers)),
            self._rows("output_norm").reshape(-1),
            embedding if tied else self._rows("output"),
        )

    def _block(self, name: str) -> Block:
        return Block(
            self._rows(f"{name}.attn_norm").reshape(-1),
            self._turned(f"{name}.attn_q", f"{name}.attn_k", f"{name}.attn_v"),
            self._turned(f"{name}.attn_output"),
            self._rows(f"{name}.ffn_norm").reshape(-1),
            self._turned(f"{name}.ffn_gate", f"{name}.ffn_up"),
            self._turned(f"{name}.ffn_down"),
        )

    def _turned(self, *names: str) -> Floats:
        """(in, out) of several side by side."""
        parts = [self._halved(name, self._rows(name)) for name in names]
        found = np.empty((parts[0].shape[1], sum(map(len, parts))), np.float32)
        start = 0
        for part in parts:
            found[:, start : start + len(part)] = part.T
            start += len(part)
        return found

    def _halved(self, name: str, rows: Floats) -> Floats:
        """The rows of queries and keys with the pairs that turn together as halves of each head."""
        heads = {"attn_q": self._shape.heads, "attn_k": self._shape.kv_heads}.get(name.rpartition(".")[2])
        if heads is None:
            return rows
        pairs = rows.reshape(heads, self._shape.head // 2, 2, -1)
        return pairs.transpose(0, 2, 1, 3).reshape(rows.shape)

    def _rows(self, name: str) -> Floats:
        """(out, in), as the file has it."""
        # Loaded at first use.
        from gguf import GGML_QUANT_SIZES, GGMLQuantizationType
        from gguf.quants import dequantize

        tensor = self._header.tensors[f"{name}.weight"]
        packing = GGMLQuantizationType(tensor.type)
        columns = tensor.shape[0]
        count = int(np.prod(tensor.shape[1:], dtype=np.int64))
        block, size = GGML_QUANT_SIZES[packing]
        width = columns // block * size
        self._file.seek(tensor.offset)
        packed = np.frombuffer(self._file.read(count * width), dtype=np.uint8).reshape(count, width)
        found = np.empty((count, columns), np.float32)
        for start in range(0, count, _ROWS):
            rows = slice(start, start + _ROWS)
            found[rows] = dequantize(np.asarray(packed[rows]), packing)
        return found
