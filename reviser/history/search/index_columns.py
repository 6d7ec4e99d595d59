"""A row of the index: texts as they are indexed, and marks of what they can be filtered by."""

from typing import NamedTuple

from reviser.history.log.values import unpack, unpack_optional
from reviser.history.search.filter_terms import Of, marks
from reviser.history.search.query_syntax import index_text


class Columns(NamedTuple):
    """What a row of the index is made of."""

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
    """`texts` by their columns, as the history has them."""
    pairs: list[tuple[Of, str | int]] = [(Of.KIND, kind), (Of.DOCUMENT, document_id)]
    pairs += [(Of.REVISER, unpack(reviser)) for reviser in revisers]
    pairs += [(of, value) for of, value in ((Of.INTENT, intent), (Of.VERDICT, verdict)) if value]
    return Columns(
        marks=marks(pairs), **{name: index_text(unpack_optional(text) or "") for name, text in texts.items()}
    )
