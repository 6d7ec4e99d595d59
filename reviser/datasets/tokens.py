"""The tokens by which the published figures are computed: JFLEG's (Penn Treebank), and ASSET's (EASSE's 13a, lower
case).

JFLEG's data are tokenised, but a writer's text is not: sentences are joined before a reviser sees them, and tokenised
again after."""

import re
from collections.abc import Callable
from functools import cache

_JOIN_LEFT = re.compile(r" (?=[.,!?;:%)\]’]|'(?:s|re|ve|ll|d|m|t)\b|n't\b|\.\.\.)")
_JOIN_RIGHT = re.compile(r"(?<=[(\[$]) ")
_TOKENS = re.compile(r"""(?x)
    n't\b | '(?:s|re|ve|ll|d|m)\b | \.\.\. | \w+(?=n't\b) | \w+(?:[-.,:/]\w+)* | [^\w\s]""")


def detokenised(line: str) -> str:
    """A tokenised sentence as a person would write it."""
    text = _JOIN_RIGHT.sub("", _JOIN_LEFT.sub("", line.strip()))
    return re.sub(r'" ([^"]*?) "', r'"\1"', text)


def tokenised(text: str) -> list[str]:
    """The tokens of a sentence in JFLEG's manner: contractions, punctuation and possessives are separate."""
    return _TOKENS.findall(text)


def retokenised(source: str, before: str, after: str) -> list[str]:
    """The tokens of `after`; the source's own tokens if nothing changed, so that tokenising introduces no
    difference."""
    return source.split() if before == after else tokenised(after)


def simple(line: str) -> list[str]:
    """The tokens for ASSET's figures: lower case, by sacrebleu's tokeniser 13a."""
    return _tokenizer_13a()(line.lower()).split()


@cache
def _tokenizer_13a() -> Callable[[str], str]:
    # It loads slowly, and only measuring needs it.
    from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

    tokenizer: Callable[[], Callable[[str], str]] = Tokenizer13a
    return tokenizer()
