"""Reads the weights of a Llama model from a GGUF file, as float32 arrays for matrix products.

GGUF: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. There the rows of the query and key projections are
permuted for rotary embeddings that rotate neighbours (2i, 2i + 1). Here the permutation is undone, so that halves (i, i
+ n/2) are rotated, which numpy does without strides."""

import mmap
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import numpy as np
import numpy.typing as npt

from reviser.revisers.lm import gguf_header
from reviser.revisers.lm.steps import Steps

if TYPE_CHECKING:
    from gguf import GGMLQuantizationType

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
_READ = 65_536  # blocks that are read in one step: a few hundredths of a second
_BLOCKS = 2048  # blocks that are unpacked at once and stay in the processor's cache
_TURNED = 64  # rows that are transposed at once, for the same reason


class WeightsError(ValueError):
    """The file holds no Llama model that can be read here."""


@dataclass(frozen=True, slots=True)
class ModelShape:
    """The dimensions of a model. `width`: of the hidden state. `heads` queries share `kv_heads` keys, each of `head`
    components. `inner`: of the gated unit. `layers`: the number of blocks. `rope`: the base of the rotary frequencies.
    `epsilon`: added to the mean square of a norm."""

    width: int
    heads: int
    kv_heads: int
    head: int
    inner: int
    layers: int
    rope: float
    epsilon: float


@dataclass(frozen=True, slots=True)
class TransformerBlock:
    """The weights of one transformer block. Matrices have the shape (in, out); `qkv` and `gate_up` are several side by
    side."""

    attention_norm: Floats
    qkv: Floats
    out: Floats
    feed_norm: Floats
    gate_up: Floats
    down: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a model. `embedding` and `head` have the shape (vocabulary, width); they are one array if the file
    ties them."""

    shape: ModelShape
    embedding: Floats
    blocks: tuple[TransformerBlock, ...]
    norm: Floats
    head: Floats


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokens and merges of byte-level BPE. `begin` is the token at the beginning of every text."""

    tokens: tuple[str, ...]
    merges: tuple[str, ...]
    begin: int


def read(path: Path) -> Steps[tuple[Weights, Vocabulary]]:
    """The weights and the vocabulary in the file at `path`. Raises WeightsError if the file is another model or
    damaged, and OSError if it cannot be read."""
    try:
        with path.open("rb") as file:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                header = gguf_header.read(data)
            yield
            shape, vocabulary = _shape(header.fields), _vocabulary(header.fields)
            return (yield from _TensorReader(file, header, shape).weights()), vocabulary
    except (ValueError, KeyError, struct.error, OverflowError) as error:
        raise WeightsError(f"no model that can be read: {error}") from error


def _shape(fields: Mapping[str, Any]) -> ModelShape:
    if fields["general.architecture"] != "llama":
        raise WeightsError("no Llama model")
    width, heads = int(fields["llama.embedding_length"]), int(fields["llama.attention.head_count"])
    return ModelShape(
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
    # In training <|endoftext|> separated documents. The token that begins a chat is less typical of prose.
    begin = tokens.index("<|endoftext|>") if "<|endoftext|>" in tokens else int(end)
    return Vocabulary(tokens, tuple(fields["tokenizer.ggml.merges"]), begin)


class _TensorReader:
    """Unpacks the tensors of a file. It needs memory only for the result and a few rows."""

    def __init__(self, file: BinaryIO, header: gguf_header.Header, shape: ModelShape) -> None:
        self._file = file
        self._header = header
        self._shape = shape

    def weights(self) -> Steps[Weights]:
        shape = self._shape
        embedding = yield from self._rows("token_embd")
        tied = "output.weight" not in self._header.tensors
        head = embedding if tied else (yield from self._rows("output"))
        blocks: list[TransformerBlock] = []
        for index in range(shape.layers):
            blocks.append((yield from self._block(f"blk.{index}")))
        norm = yield from self._rows("output_norm")
        return Weights(shape, embedding, tuple(blocks), norm.reshape(-1), head)

    def _block(self, name: str) -> Steps[TransformerBlock]:
        attention_norm = yield from self._rows(f"{name}.attn_norm")
        feed_norm = yield from self._rows(f"{name}.ffn_norm")
        return TransformerBlock(
            attention_norm.reshape(-1),
            (yield from self._turned(f"{name}.attn_q", f"{name}.attn_k", f"{name}.attn_v")),
            (yield from self._turned(f"{name}.attn_output")),
            feed_norm.reshape(-1),
            (yield from self._turned(f"{name}.ffn_gate", f"{name}.ffn_up")),
            (yield from self._turned(f"{name}.ffn_down")),
        )

    def _turned(self, *names: str) -> Steps[Floats]:
        """The named matrices side by side, with the shape (in, out)."""
        shapes = [self._header.tensors[f"{name}.weight"].shape for name in names]
        matrix = np.empty((shapes[0][0], sum(shape[1] for shape in shapes)), np.float32)
        start = 0
        for name in names:
            part = self._halved(name, (yield from self._rows(name)))
            for at in range(0, len(part), _TURNED):
                rows = part[at : at + _TURNED]
                matrix[:, start : start + len(rows)] = rows.T
                start += len(rows)
        return matrix

    def _halved(self, name: str, rows: Floats) -> Floats:
        """The rows of queries and keys, reordered so that the pairs that rotate together are the two halves of each
        head."""
        heads = {"attn_q": self._shape.heads, "attn_k": self._shape.kv_heads}.get(name.rpartition(".")[2])
        if heads is None:
            return rows
        pairs = rows.reshape(heads, self._shape.head // 2, 2, -1)
        return pairs.transpose(0, 2, 1, 3).reshape(rows.shape)

    def _rows(self, name: str) -> Steps[Floats]:
        """A matrix with the shape (out, in), as in the file."""
        # Imported at the first use, because gguf takes long to load.
        from gguf import GGML_QUANT_SIZES, GGMLQuantizationType

        tensor = self._header.tensors[f"{name}.weight"]
        packing = GGMLQuantizationType(tensor.type)
        columns = tensor.shape[0]
        count = int(np.prod(tensor.shape[1:], dtype=np.int64))
        block, size = GGML_QUANT_SIZES[packing]
        if columns % block:
            raise ValueError(f"{name} has rows of {columns}")
        blocks = count * columns // block
        unpacked = _unpacking(packing)
        rows = np.empty((blocks, block), np.float32)
        self._file.seek(tensor.offset)
        for start in range(0, blocks, _READ):
            part = rows[start : start + _READ]
            packed = np.frombuffer(self._file.read(len(part) * size), dtype=np.uint8).reshape(len(part), size)
            for at in range(0, len(part), _BLOCKS):
                few = slice(at, at + _BLOCKS)
                part[few] = unpacked(packed[few])
            yield
        return rows.reshape(count, columns)


def _unpacking(packing: "GGMLQuantizationType") -> Callable[[Bytes], Floats]:
    """The function that unpacks blocks: (blocks, bytes) to (blocks, numbers). It is called directly, because the
    library's own loop takes sixteen rows at a time, which costs seven times as much."""
    from gguf import GGMLQuantizationType, quants

    if packing is GGMLQuantizationType.F32:
        return lambda packed: packed.view(np.float32)
    if packing is GGMLQuantizationType.F16:
        return lambda packed: packed.view(np.float16).astype(np.float32)
    by_blocks = getattr(quants, packing.name, None)
    if by_blocks is None:
        raise WeightsError(f"{packing.name} cannot be unpacked")
    return cast("Callable[[Bytes], Floats]", by_blocks.dequantize_blocks)
