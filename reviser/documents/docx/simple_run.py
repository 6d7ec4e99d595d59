"""A regular expression for runs with only properties and one text, which most runs are."""

import re
from functools import lru_cache


@lru_cache(maxsize=512)
def simple_run(prefix: bytes) -> re.Pattern[bytes]:
    """The pattern of such a run: group 1 is the properties, group 2 the xml:space attribute of the text tag, group 3
    the text."""
    w = re.escape(prefix)
    return re.compile(
        rb"<" + w + rb"r(?:\s[^>\"']*+(?:\"[^\"]*\"[^>\"'/]*+)*+)?>"
        rb"(<" + w + rb"rPr>(?>.*?</" + w + rb"rPr>))?<" + w + rb't( xml:space="preserve")?>([^<]*+)</' + w + rb"t></"
        + w + rb"r>", re.DOTALL,
    )  # fmt: skip
