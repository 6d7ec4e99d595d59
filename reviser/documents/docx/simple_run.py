"""Runs that hold nothing but their properties and one text, which most do: one expression reads such a run."""

import re
from functools import lru_cache


@lru_cache(maxsize=512)
def simple_run(prefix: bytes) -> re.Pattern[bytes]:
    """A run that holds its properties (1) and one text (3) alone. 2 is what the text's tag says of spaces."""
    w = re.escape(prefix)
    return re.compile(
        rb"<" + w + rb"r(?:\s[^>\"']*+(?:\"[^\"]*\"[^>\"'/]*+)*+)?>"
        rb"(<" + w + rb"rPr>(?>.*?</" + w + rb"rPr>))?<" + w + rb't( xml:space="preserve")?>([^<]*+)</' + w + rb"t></"
        + w + rb"r>", re.DOTALL,
    )  # fmt: skip
