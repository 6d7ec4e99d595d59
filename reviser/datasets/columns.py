"""The columns of exports. A format's JSON Schema, its dataset card and its Parquet types are made from its columns. A
column that several formats share, with the same name and meaning, is defined here once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from reviser.core.edit import Verdict

DRAFT = "https://json-schema.org/draft/2020-12/schema"


class ColumnType(StrEnum):
    """The type of a value, in the words of JSON Schema."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "boolean"
    OBJECT = "object"


# The names of the types in Hugging Face's datasets.
_DTYPES = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "int64",
    ColumnType.NUMBER: "float64",
    ColumnType.TRUTH: "bool",
}
# The Python types that a value may have.
_TYPES: dict[ColumnType, tuple[type, ...]] = {
    ColumnType.TEXT: (str,),
    ColumnType.INTEGER: (int,),
    ColumnType.NUMBER: (float, int),
    ColumnType.TRUTH: (bool,),
    ColumnType.OBJECT: (dict,),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `what` is its meaning, as a phrase in English. `empty`: it may be null. `many`: it is a list of such
    values. `among`: all values that it can have. `fields`: those of an object."""

    name: str
    what: str
    kind: ColumnType = ColumnType.TEXT
    empty: bool = False
    many: bool = False
    among: tuple[str, ...] = ()
    fields: tuple["Column", ...] = ()

    @property
    def types(self) -> tuple[type, ...]:
        """The Python types that a value may have."""
        found: tuple[type, ...] = (list,) if self.many else _TYPES[self.kind]
        return (*found, type(None)) if self.empty else found


def json_schema(title: str, columns: Iterable[Column]) -> dict[str, Any]:
    """The JSON Schema of a row: a row has all of `columns` and no other."""
    return {"$schema": DRAFT, "title": title, **_object(columns)}


def _object(columns: Iterable[Column]) -> dict[str, Any]:
    listed = list(columns)
    return {
        "type": "object",
        "properties": {column.name: {"description": column.what, **_value(column)} for column in listed},
        "required": [column.name for column in listed],
        "additionalProperties": False,
    }


def _value(column: Column) -> dict[str, Any]:
    one: dict[str, Any] = _object(column.fields) if column.fields else {"type": str(column.kind)}
    if column.among:
        one["enum"] = [*column.among, *([None] if column.empty and not column.many else [])]
    if column.many:
        one = {"type": "array", "items": one}
    if column.empty:
        one["type"] = [one["type"], "null"]
    return one


def features(columns: Iterable[Column]) -> list[dict[str, Any]]:
    """The columns as a dataset card names them (`dataset_info: features:`)."""
    return [_feature(column) for column in columns]


def _feature(column: Column) -> dict[str, Any]:
    if not column.fields:
        return {"name": column.name, ("list" if column.many else "dtype"): _DTYPES[column.kind]}
    return {"name": column.name, ("list" if column.many else "struct"): features(column.fields)}


def columns_by_name(columns: Iterable[Column]) -> Mapping[str, Column]:
    """The columns by their names."""
    return {column.name: column for column in columns}


# What several formats have

DOC_ID = Column("doc_id", "whose text it is")
REVISION_DEPTH = Column("revision_depth", "the round, counted from 1", ColumnType.INTEGER)
ANNOTATOR = Column("annotator", "who decided; empty where nobody says")
START = Column("start_char_pos", "where the edit begins in the base text, in code points", ColumnType.INTEGER)
END = Column("end_char_pos", "where what it replaces ends there", ColumnType.INTEGER)
INTENT = Column("intent", "what the edit is for, in the words of whoever proposed it")
DECISION = Column("decision", "what became of it", among=tuple(verdict.value for verdict in Verdict))
REASON = Column("reason", "why it was rejected, where the annotator said so")
REVISER = Column("reviser", "what proposed it")
PROPOSED_BY = Column("proposed_by", "which reviser of the round made it; empty where nobody says")
MODEL = Column("model", "the models that were asked, by comma; empty where none was")
RULE = Column("rule", "the rule that found it")
EXPLANATION = Column("explanation", "what was said of it")
CONFIDENCE = Column("confidence", "how sure the reviser was, 0 to 1", ColumnType.NUMBER, empty=True)
ELAPSED = Column("elapsed_s", "seconds from its first being looked at to the decision", ColumnType.NUMBER, empty=True)
DECIDED_AT = Column("decided_at", "when it was decided, in ISO 8601; empty where it is not, or nobody says")
ID = Column("id", "the proposal's own name; empty where it has none")
TYPE = Column("type", "A adds, D deletes, R replaces", among=("A", "D", "R"))
REWRITTEN = Column("rewritten", "what the annotator put there instead of what was offered", empty=True)
INSTRUCTION = Column("instruction", "what the writer asked for")

ERROR_TYPE = Column("error_type", "ERRANT's type of the edit; empty where it was not asked for, or is not English")

# What rows are checked by (row_hashes.py, tables.py)

ROW_CHECKS = (
    Column("session", "what tells the rows of this session from those of others"),
    Column("session_row", "which row of the session it is, from 1", ColumnType.INTEGER),
    Column("session_rows", "how many the session has", ColumnType.INTEGER),
    Column("row_sha256", "the SHA-256 of all else in the row, as JSON with its names in order"),
)
SESSION_SHA256 = Column("session_sha256", "a SHA-256 of all rows of the session")

# The table of edits

_BEFORE = Column("before", "what stood there")
_AFTER = Column("after", "what was offered for it")
_SESSION = (
    Column("document", "whose edit it is: the path or the name of the document"),
    Column("depth", "the round, counted from 1", ColumnType.INTEGER),
    Column("setting", "who proposed and who decided: human_human, system_human, system_only or revisions"),
    ANNOTATOR,
)  # fmt: skip
_ASKED = (MODEL, Column("prompt", "the version of the prompts"), INSTRUCTION)
_SAVED_AT = Column("saved_at", "when the session was saved, in ISO 8601")
_BASE = Column("base_sha256", "the SHA-256 of the base text, in UTF-8; null where the text is not there", empty=True)
_RISK = Column("risk", "the kinds of its risk flags, by blanks")

TABLE = (
    *_SESSION, TYPE, START, END, _BEFORE, _AFTER, REWRITTEN, INTENT, DECISION, REASON, REVISER, PROPOSED_BY, RULE,
    *_ASKED, EXPLANATION, CONFIDENCE, _RISK, DECIDED_AT, ELAPSED, _SAVED_AT, ID, ERROR_TYPE, _BASE, SESSION_SHA256,
)  # fmt: skip
LINES = (
    *_SESSION, REVISER, *_ASKED, _SAVED_AT, _BASE, SESSION_SHA256, TYPE, START, END, _BEFORE,
    Column("after", "what was put there, where it was accepted or rewritten; else what was offered"),
    Column("proposed_after", "what was offered"),
    REWRITTEN, INTENT,
    replace(INTENT, name="major_intent", what="the intent, by IteraTeR's name"),
    DECISION,
    Column("accept_or_reject", "the decision in R3's words; null where there is none", empty=True,
           among=("Accept", "Reject")),
    REASON, RULE, EXPLANATION, CONFIDENCE, _RISK, DECIDED_AT, ELAPSED, ID, ERROR_TYPE, PROPOSED_BY,
)  # fmt: skip
ESCAPED = Column("escaped", "the columns of this row that have an apostrophe before their text, by blanks")
