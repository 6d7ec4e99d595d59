"""Writes a language model of half a megabyte for tests against a real server: packaging/tiny_model.py FILE

Two layers of a llama with random weights, a token for each byte and a chat template: what it says is noise, and says
nothing about quality; the server, its wire, its grammars and its errors are real. The same bytes come out each time.
Needs the package `gguf`; packaging/llama-server.sh runs it in an environment that has it.
"""

import sys
from pathlib import Path

import numpy as np
from gguf import GGUFWriter, TokenType

EMBEDDING = 64
FEED_FORWARD = 160
LAYERS = 2
HEADS = 4
CONTEXT = 32768  # tokens it says that it was trained for; the server is started with fewer
UNKNOWN, BEGIN, END = 0, 1, 2
FIRST_BYTE = 3
VOCABULARY = FIRST_BYTE + 256
SEED = 20260

TEMPLATE = (
    "{% for message in messages %}[{{ message['role'] }}]{{ message['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}[assistant]{% endif %}"
)

# A llama has no bias on its output. The first dimension of every embedding is large and constant, so its column of the
# output acts as one: printable ASCII is likely, the rest hardly ever comes, so that answers are valid UTF-8; an end and
# a closing quotation mark are likelier than their share, so that answers and strings end.
CONSTANT = 8.0
LIKELY, USUAL, RARE = 0.15, 0.0, -4.0
SPREAD = 0.25  # of the output's random part: small enough that every character comes


def tokens() -> tuple[list[bytes], list[float], list[TokenType]]:
    """Names, scores and types of the vocabulary."""
    names = [b"<unk>", b"<s>", b"</s>", *(f"<0x{byte:02X}>".encode() for byte in range(256))]
    types = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL, *[TokenType.BYTE] * 256]
    return names, [0.0] * len(names), types


def output_bias() -> np.ndarray:
    """How likely each token is, before the random part."""
    bias = np.full(VOCABULARY, RARE)
    bias[FIRST_BYTE + 0x20 : FIRST_BYTE + 0x7F] = USUAL
    bias[[END, FIRST_BYTE + ord('"')]] = LIKELY
    return bias


def write(path: Path) -> None:
    """Write the model to `path`."""
    random = np.random.RandomState(SEED)  # the one generator whose numbers numpy never changes

    def weights(rows: int, columns: int) -> np.ndarray:
        return (random.standard_normal((rows, columns)) / np.sqrt(columns)).astype(np.float32)

    ones = np.ones(EMBEDDING, dtype=np.float32)
    writer = GGUFWriter(path, "llama")
    writer.add_name("reviser-tiny")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(EMBEDDING)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(EMBEDDING // HEADS)
    writer.add_vocab_size(VOCABULARY)
    writer.add_tokenizer_model("llama")
    names, scores, types = tokens()
    writer.add_token_list(names)
    writer.add_token_scores(scores)
    writer.add_token_types(types)
    writer.add_unk_token_id(UNKNOWN)
    writer.add_bos_token_id(BEGIN)
    writer.add_eos_token_id(END)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(TEMPLATE)

    embedding = weights(VOCABULARY, EMBEDDING)
    embedding[:, 0] = CONSTANT
    writer.add_tensor("token_embd.weight", embedding)
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        writer.add_tensor(f"{block}.attn_norm.weight", ones)
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            writer.add_tensor(f"{block}.{name}.weight", weights(EMBEDDING, EMBEDDING))
        writer.add_tensor(f"{block}.ffn_norm.weight", ones)
        writer.add_tensor(f"{block}.ffn_gate.weight", weights(FEED_FORWARD, EMBEDDING))
        writer.add_tensor(f"{block}.ffn_up.weight", weights(FEED_FORWARD, EMBEDDING))
        writer.add_tensor(f"{block}.ffn_down.weight", weights(EMBEDDING, FEED_FORWARD))
    writer.add_tensor("output_norm.weight", ones)
    output = SPREAD * weights(VOCABULARY, EMBEDDING)
    output[:, 0] = output_bias()
    writer.add_tensor("output.weight", output)

    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
