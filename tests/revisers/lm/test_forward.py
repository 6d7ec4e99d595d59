"""The forward pass against a plain one, token by token, over a small real file."""

import mmap
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviser.revisers.lm import gguf_header, weights
from reviser.revisers.lm.forward import Branch, Llama
from reviser.revisers.lm.weights import Floats, Weights
from tests.revisers.lm import tiny
from tests.revisers.lm.steps import finished


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Weights:
    path = tiny.write(tmp_path_factory.mktemp("models") / "tiny.gguf")
    return finished(weights.read(path))[0]


@pytest.fixture(scope="module")
def model(numbers: Weights) -> Llama:
    return Llama(numbers)


def plainly(numbers: Weights, tokens: Sequence[int]) -> Floats:
    """The logits behind each token, one token and one head at a time, as the papers have it."""
    shape = numbers.shape
    half = shape.head // 2
    states = [numbers.embedding[token].astype(np.float64) for token in tokens]

    def normed(x: np.ndarray, weight: Floats) -> np.ndarray:
        return np.asarray(x / np.sqrt((x * x).mean() + shape.epsilon) * weight)

    def turned(x: np.ndarray, place: int) -> np.ndarray:
        angles = place * shape.rope ** (-np.arange(0, shape.head, 2) / shape.head)
        low, high = x[:half], x[half:]
        cosines, sines = np.cos(angles), np.sin(angles)
        return np.concatenate((low * cosines - high * sines, low * sines + high * cosines))

    for block in numbers.blocks:
        queries, keys, values = [], [], []
        for place, x in enumerate(states):
            found = normed(x, block.attention_norm) @ block.qkv
            parts = found.reshape(-1, shape.head)
            queries.append([turned(part, place) for part in parts[: shape.heads]])
            keys.append([turned(part, place) for part in parts[shape.heads : shape.heads + shape.kv_heads]])
            values.append(parts[shape.heads + shape.kv_heads :])
        after = []
        for place, x in enumerate(states):
            seen = []
            for head in range(shape.heads):
                shared = head // (shape.heads // shape.kv_heads)
                scores = [queries[place][head] @ keys[at][shared] / shape.head**0.5 for at in range(place + 1)]
                parts = np.exp(np.asarray(scores) - max(scores))
                parts /= parts.sum()
                seen.append(sum(part * values[at][shared] for at, part in enumerate(parts)))
            y = x + np.concatenate(seen) @ block.out
            both = normed(y, block.feed_norm) @ block.gate_up
            gate, up = both[: shape.inner], both[shape.inner :]
            after.append(y + (gate / (1 + np.exp(-gate)) * up) @ block.down)
        states = after
    return np.asarray([normed(x, numbers.norm) @ numbers.head.T for x in states])


tokens = st.lists(st.integers(0, 250), min_size=1, max_size=12)
maybe_none = st.lists(st.integers(0, 250), max_size=12)


@settings(max_examples=30, deadline=None)
@given(opening=tokens, texts=st.lists(maybe_none, min_size=1, max_size=3))
def test_texts_read_together_are_what_each_is_by_itself(
    numbers: Weights, model: Llama, opening: list[int], texts: list[list[int]]
) -> None:
    begun = finished(model.open(opening))
    for text, reading in zip(texts, finished(model.read(texts, begun)), strict=True):
        found = reading.hidden @ numbers.head.T
        expected = plainly(numbers, [*opening, *text])[len(opening) - 1 :]
        np.testing.assert_allclose(found, expected, rtol=2e-3, atol=2e-3)


@settings(max_examples=30, deadline=None)
@given(data=st.data(), texts=st.lists(maybe_none, min_size=1, max_size=3))
def test_a_branch_gives_what_the_whole_text_gives(
    numbers: Weights, model: Llama, data: st.DataObject, texts: list[list[int]]
) -> None:
    begun = finished(model.open([1]))
    readings = finished(model.read(texts, begun))
    branches = [
        data.draw(st.lists(st.builds(Branch, st.integers(0, len(text)), tokens.map(tuple)), max_size=3))
        for text in texts
    ]
    for text, own, found in zip(texts, branches, finished(model.extend(readings, branches)), strict=True):
        for branch, scores in zip(own, found, strict=True):
            whole = [1, *text[: branch.place], *branch.tokens]
            logits = plainly(numbers, whole)
            logits -= np.log(np.exp(logits).sum(1, keepdims=True))
            start = 1 + branch.place
            expected = [logits[start + at, token] for at, token in enumerate(branch.tokens[1:])]
            np.testing.assert_allclose(scores, expected, rtol=2e-3, atol=2e-3)


def test_the_file_says_how_large_the_model_is(tmp_path: Path) -> None:
    numbers, vocabulary = finished(weights.read(tiny.write(tmp_path / "tiny.gguf")))
    assert (numbers.shape.width, numbers.shape.layers) == (tiny.WIDTH, tiny.BLOCKS)
    assert (numbers.shape.heads, numbers.shape.kv_heads) == (tiny.HEADS, tiny.SHARED)
    assert vocabulary.tokens[vocabulary.begin] == "<|endoftext|>"


@pytest.mark.parametrize("size", [0, 3, 100, 5000])
def test_a_file_that_is_cut_off_is_no_model(tmp_path: Path, size: int) -> None:
    path = tiny.write(tmp_path / "tiny.gguf")
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises((weights.WeightsError, OSError)):
        finished(weights.read(path))


def test_what_lacks_a_tensor_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(weights.WeightsError):
        finished(weights.read(tiny.write(tmp_path / "tiny.gguf", without="blk.1.ffn_down.weight")))


def test_a_round_can_be_cancelled_at_each_block_and_each_tensor(model: Llama, tmp_path: Path) -> None:
    path = tiny.write(tmp_path / "tiny.gguf")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        tensors = len(gguf_header.read(data).tensors)
    assert sum(1 for _ in weights.read(path)) >= tensors
    begun = finished(model.open([1]))
    readings = finished(model.read([[1, 2, 3]] * 5, begun))
    for steps in (
        model.open(range(100)),
        model.read([[1, 2, 3]] * 50, begun),
        model.extend(readings, [[Branch(1, (2, 3, 4))]] * 5),
    ):
        assert sum(1 for _ in steps) >= tiny.BLOCKS
