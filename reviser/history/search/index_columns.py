"""The columns of a row of the index: texts, and marks for the filters."""

from typing import NamedTuple

from reviser.history.log.values import unpack, unpack_optional
from reviser.history.search.filter_terms import Of, marks
from reviser.history.search.query_syntax import index_text


class Columns(NamedTuple):
    """The values of a row of the index."""

    text: str = ""
    before: str = ""
    after: str = ""
    rewritten: str = ""
    explanation: str = ""
    reason: str = ""
    instruction: str = ""
    marks: str = ""


def columns_of(
    document_id: int, kind: str, *revisers: object, intent: str = "", verdict: str = "", **texts: object
) -> Columns:
    """Make the columns of a row. `texts` are given by column name, with values as stored in the history."""
    pairs: list[tuple[Of, str | int]] = [(Of.KIND, kind), (Of.DOCUMENT, document_id)]
    pairs += [(Of.REVISER, unpack(reviser)) for reviser in revisers]
    pairs += [(of, value) for of, value in ((Of.INTENT, intent), (Of.VERDICT, verdict)) if value]
    return Columns(
        marks=marks(pairs), **{name: index_text(unpack_optional(text) or "") for name, text in texts.items()}
    )
