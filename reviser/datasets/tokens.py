"""Sentences as the published figures count them: JFLEG's tokens (Penn Treebank), and ASSET's (EASSE's 13a, lower case).

The data of JFLEG are tokenised, a writer's text is not: sentences are put together before a reviser sees them, and
taken apart after.
"""

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
    """The tokens of a sentence in JFLEG's manner: contractions, punctuation and possessives apart."""
    return _TOKENS.findall(text)


def retokenised(source: str, before: str, after: str) -> list[str]:
    """The tokens of `after`; the source's own where nothing changed, so that tokenising adds no difference."""
    return source.split() if before == after else tokenised(after)


def simple(line: str) -> list[str]:
    """Lower case, in sacrebleu's tokens 13a, as ASSET's figures are counted."""
    return _tokenizer_13a()(line.lower()).split()


@cache
def _tokenizer_13a() -> Callable[[str], str]:
    # It loads slowly, and only who measures needs it.
    from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

    tokenizer: Callable[[], Callable[[str], str]] = Tokenizer13a
    return tokenizer()
