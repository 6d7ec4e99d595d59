"""Reads the hit for a row of the index: an edit with its decision, a passage of a text, typed text, an instruction, or
a remark."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reviser.core.events import proposal_id
from reviser.core.text import Span
from reviser.history.log.values import unpack, unpack_optional
from reviser.history.search.indexing import IN_FORCE, UNDECIDED, text_of
from reviser.history.search.query_syntax import Phrase, find_phrases

EXCERPT = 160  # code points
BEFORE = 40  # code points of the excerpt before the match

_SPACES = str.maketrans("\r\n\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", " " * 11)
# Whether the newest undo or redo of an event undid it. {} is the event's number.
_UNDONE = "coalesce((SELECT u.kind FROM events u WHERE u.target_seq = {} ORDER BY u.seq DESC LIMIT 1), '') = 'undone'"
_ROW = """SELECT s.seq, s.kind, s.source_id, s.start_char_pos, s.end_char_pos, e.at, e.document_id, d.title, d.path,
        d.deleted_at IS NOT NULL, [undone]
    FROM search_rows s JOIN events e ON e.seq = s.seq JOIN documents d ON d.id = e.document_id
    WHERE s.id = ?""".replace("[undone]", _UNDONE.format("s.seq"))
_ROUND = """SELECT r.name, r.reviser, (SELECT g.depth FROM round_digests g WHERE g.round_id = r.id), [undone]
    FROM rounds r WHERE r.id = ?""".replace(
    "[undone]", _UNDONE.format("(SELECT b.seq FROM events b WHERE b.round_id = r.id ORDER BY b.seq LIMIT 1)")
)
_EDIT = """SELECT p.round_id, p.number, p.before, p.after, p.intent, p.reviser, p.explanation, d.verdict, d.after,
        d.reason, e.at, e.annotator
    FROM proposals p LEFT JOIN decisions d ON d.id = [in force] LEFT JOIN events e ON e.seq = d.seq
    WHERE p.id = ?""".replace("[in force]", IN_FORCE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit of a search. `kind`: text, typed, edit, remark or instruction. `at`: its time in UNIX seconds. `undone`:
    it, or its round, was undone. `excerpt` is one line of the text in `column`, and `marked` are the matches in it
    (code points of the excerpt). `start` is where the excerpt begins in its text (code points); for a text, the
    document's text as it was opened or left by event `seq`.

    For an edit, `decision` is the one in force ("undecided" if there is none) and `applied` the text that was put
    there."""

    id: int
    seq: int
    kind: str
    at: float
    document_id: int
    title: str
    path: str | None
    undone: bool
    deleted: bool
    column: str = ""
    excerpt: str = ""
    marked: tuple[Span, ...] = ()
    start: int = 0
    round: str | None = None
    depth: int | None = None
    reviser: str | None = None
    proposed_by: str | None = None
    models: tuple[str, ...] = ()
    proposal_id: str | None = None
    intent: str | None = None
    before: str | None = None
    after: str | None = None
    explanation: str | None = None
    decision: str | None = None
    applied: str | None = None
    reason: str | None = None
    decided_at: float | None = None
    annotator: str | None = None


@dataclass(frozen=True, slots=True)
class _HitTexts:
    """The texts of a hit by index column, and the offset of the first in the whole text."""

    hit: Hit
    texts: dict[str, str] = field(default_factory=dict)
    start: int = 0


@dataclass(frozen=True, slots=True)
class PageContext:
    """Data that several hits of a page share: rounds and texts, read once."""

    rounds: dict[int, tuple[str, str, int | None, bool, tuple[str, ...]]] = field(default_factory=dict)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)


def read_hit(
    connection: sqlite3.Connection,
    number: int,
    phrases: tuple[Phrase, ...],
    columns: Sequence[str] | None,
    seen: PageContext,
) -> Hit | None:
    """The hit for row `number` of the index, with an excerpt from one of `columns` (None: all). None if the row no
    longer exists."""
    row = connection.execute(_ROW, (number,)).fetchone()
    if row is None:
        return None
    seq, kind, source_id, start, end, at, document_id, title, path, deleted, undone = row
    hit = Hit(number, seq, kind, at, document_id, unpack(title), unpack_optional(path), bool(undone), bool(deleted))
    match kind:
        case "edit":
            hit_texts = _edit(connection, hit, source_id, seen)
        case "text":
            closed = connection.execute("SELECT round_id FROM results WHERE id = ?", (source_id,)).fetchone()
            hit = hit if closed is None else _in_round(connection, hit, closed[0], seen)
            if (seq, source_id) not in seen.texts:
                seen.texts[seq, source_id] = text_of(connection, seq, source_id)
            hit_texts = _HitTexts(hit, {"text": seen.texts[seq, source_id][start:end]}, start)
        case "instruction":
            query = "SELECT instruction, id FROM rounds WHERE id = ?"
            hit_texts = _of_round(connection, hit, "instruction", query, source_id, seen)
        case "remark":
            query = "SELECT m.message, e.round_id FROM remarks m JOIN events e ON e.seq = m.seq WHERE m.id = ?"
            hit_texts = _of_round(connection, hit, "explanation", query, source_id, seen)
        case _:
            query = "SELECT before, after FROM changes WHERE id = ?"
            before, after = map(unpack, connection.execute(query, (source_id,)).fetchone())
            hit_texts = _HitTexts(replace(hit, before=before, after=after), {"after": after, "before": before})
    return _with_excerpt(hit_texts, phrases, columns)


def _edit(connection: sqlite3.Connection, hit: Hit, source_id: int, seen: PageContext) -> _HitTexts:
    row = connection.execute(_EDIT, (source_id,)).fetchone()
    round_id, number, before, after, intent, by, why, verdict, rewritten, reason, decided_at, annotator = row
    hit = _in_round(connection, hit, round_id, seen)
    before, after, why = unpack(before), unpack(after), unpack(why)
    texts = {"before": before, "after": after, "rewritten": unpack_optional(rewritten) or "", "explanation": why}
    texts["reason"] = unpack_optional(reason) or ""
    applied = None if verdict not in {"accept", "rewrite"} else after if rewritten is None else unpack(rewritten)
    hit = replace(
        hit,
        proposed_by=unpack(by),
        proposal_id=proposal_id(hit.round or "", number),
        intent=intent,
        before=before,
        after=after,
        explanation=why,
        decision=verdict or UNDECIDED,
        applied=applied,
        reason=texts["reason"],
        decided_at=decided_at,
        annotator=unpack_optional(annotator),
    )
    return _HitTexts(hit, texts)


def _of_round(
    connection: sqlite3.Connection, hit: Hit, column: str, query: str, source_id: int, seen: PageContext
) -> _HitTexts:
    text, round_id = connection.execute(query, (source_id,)).fetchone()
    return _HitTexts(_in_round(connection, hit, round_id, seen), {column: unpack(text)})


def _in_round(connection: sqlite3.Connection, hit: Hit, round_id: int, seen: PageContext) -> Hit:
    if round_id not in seen.rounds:
        name, by, depth, undone = connection.execute(_ROUND, (round_id,)).fetchone()
        models = connection.execute("SELECT DISTINCT model FROM requests WHERE round_id = ?", (round_id,)).fetchall()
        names = tuple(unpack(model) for (model,) in models)
        seen.rounds[round_id] = (unpack(name), unpack(by), depth, bool(undone), names)
    name, by, depth, undone, names = seen.rounds[round_id]
    return replace(hit, round=name, reviser=by, depth=depth, undone=hit.undone or undone, models=names)


def _with_excerpt(hit_texts: _HitTexts, phrases: tuple[Phrase, ...], columns: Sequence[str] | None) -> Hit:
    """The hit with an excerpt of the text that has the most matches, cut around the first match."""
    texts = {name: text for name, text in hit_texts.texts.items() if text and (columns is None or name in columns)}
    marked = {name: find_phrases(phrases, text) for name, text in texts.items()}
    column = max(texts, key=lambda name: len(marked[name]), default="")
    text, spans = texts.get(column, ""), marked.get(column, [])
    excerpt, shown, start = cut_excerpt(text, spans)
    return replace(hit_texts.hit, column=column, excerpt=excerpt, marked=shown, start=hit_texts.start + start)


def cut_excerpt(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...], int]:
    """One line of at most EXCERPT code points around the first span, the spans within it, and the offset in the text
    where it begins (not counting a leading ellipsis)."""
    start = max(0, spans[0].start - BEFORE) if spans and len(text) > EXCERPT else 0
    if start:
        start = max(start, text.rfind(" ", 0, spans[0].start - BEFORE // 2) + 1)  # do not start within a word
        start = min(start, spans[0].start)
    end = min(len(text), start + EXCERPT)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    shown = tuple(Span(each.start + shift, min(each.end, end) + shift) for each in spans if each.start < end)
    return f"{before}{text[start:end].translate(_SPACES)}{after}", shown, start
