"""Requests to models as lines of JSON: the question, the answer, the time and cost, and the edits that were made from
the answer."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from reviser.core.edit import Edit, apply
from reviser.core.exchange import Exchange
from reviser.core.text import normalise
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.changed_sentences import sentence_spans
from reviser.datasets.columns import (
    ANNOTATOR,
    DECISION,
    DOC_ID,
    END,
    ID,
    INTENT,
    REASON,
    REVISION_DEPTH,
    REWRITTEN,
    ROW_CHECKS,
    START,
    TYPE,
    Column,
    ColumnType,
)
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import canonical, loads
from reviser.datasets.masking import Masks
from reviser.datasets.row_hashes import with_hashes
from reviser.datasets.secrets_redaction import without_secrets
from reviser.datasets.sent_requests import read_back
from reviser.datasets.tables import same_of

_AROUND = 12  # code points beside an edit by which it is found in an answer

COLUMNS = (
    Column("call", "which request of its round it is, from 1", ColumnType.INTEGER),
    DOC_ID,
    REVISION_DEPTH,
    ANNOTATOR,
    Column("round_began_at", "when its round began or was decided last, in ISO 8601"),
    Column("server", "the server as the writer calls it"),
    Column("model", "the model"),
    Column("purpose", "what the strategy asked for: propose, criticise, choose …"),
    Column("prompt_version", "the version of the prompts"),
    Column(
        "messages",
        "what was sent, in order; null where the texts look like messages themselves, so that `request` has all",
        ColumnType.OBJECT,
        empty=True,
        many=True,
        fields=(Column("role", "system, user or assistant"), Column("content", "its text")),
    ),
    Column("request", "the whole request as it is kept, where `messages` is null", empty=True),
    Column("parameters", "all else that was sent, as JSON: model, temperature, the form of the answer …"),
    Column("answer", "what came back, thoughts in <think>"),
    Column("ended", "how: stop, length, refused, cancelled or failed"),
    Column("tokens_in", "tokens sent, by the server's own count", ColumnType.INTEGER, empty=True),
    Column("tokens_out", "tokens received", ColumnType.INTEGER, empty=True),
    Column("tokens_cached", "of those sent, how many the server had", ColumnType.INTEGER, empty=True),
    Column("seconds", "from sending to the end", ColumnType.NUMBER),
    Column("cost", "by the writer's table of prices; null where no price is known", ColumnType.NUMBER, empty=True),
    Column("currency", "of the cost, as the table names it"),
    Column("base_sha256", "the SHA-256 of the text of the round, in UTF-8", empty=True),
    Column(
        "edits",
        "the round's edits whose words stand in the answer, with what became of them",
        ColumnType.OBJECT,
        many=True,
        fields=(
            ID,
            TYPE,
            START,
            END,
            Column("before", "what stood there"),
            Column("after", "what was offered for it"),
            INTENT,
            DECISION,
            REWRITTEN,
            REASON,
        ),
    ),
    *ROW_CHECKS,
)


@dataclass(frozen=True, slots=True)
class PricedExchange:
    """A request and its cost; None if the cost is unknown."""

    exchange: Exchange
    cost: float | None
    currency: str


@dataclass(frozen=True, slots=True)
class RoundCalls:
    """The requests of a round in order, and the round with the decisions on its edits."""

    annotation: Annotation
    calls: tuple[PricedExchange, ...]

    @property
    def document(self) -> str:
        return self.annotation.document

    def masked(self, masks: Masks) -> "RoundCalls":
        """The same with the values masked."""
        return RoundCalls(
            masks.masked(self.annotation),
            tuple(replace(one, exchange=_masked(one.exchange, masks)) for one in self.calls),
        )


def _masked(exchange: Exchange, masks: Masks) -> Exchange:
    return replace(
        exchange,
        server=masks.label(exchange.server),
        model=masks.label(exchange.model),
        sent=masks.text(exchange.sent),
        received=masks.text(exchange.received),
    )


class Surroundings:
    """The text beside the edits of a session in their sentences: as it was, and with the other edits that were proposed
    in the sentence."""

    def __init__(self, annotation: Annotation) -> None:
        self._base = annotation.base or ""
        self._spans = sentence_spans(self._base)
        self._offered = sorted((judged.edit for judged in annotation.edits), key=attrgetter("start"))
        self._starts = [edit.start for edit in self._offered]

    def of(self, edit: Edit) -> Iterator[str]:
        """The edit as applied, with some of the sentence on each side."""
        number = max(0, bisect_right(self._spans, edit.start, key=attrgetter("start")) - 1)
        begin, end = self._spans[number].start, max(self._spans[number].end, edit.end)
        left, right = self._base[begin : edit.start], self._base[edit.end : end]
        yield f"{left[-_AROUND:]}{edit.after}{right[:_AROUND]}"
        before, behind = list[Edit](), list[Edit]()
        for other in self._offered[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]:
            if other.end <= edit.start and other.start < edit.start:
                _append_apart(before, other)
            elif edit.end <= other.start and edit.start < other.start and other.end <= end:
                _append_apart(behind, other)
        if before or behind:
            left = apply(left, [other.moved(-begin) for other in before])
            right = apply(right, [other.moved(-edit.end) for other in behind])
            yield f"{left[-_AROUND:]}{edit.after}{right[:_AROUND]}"


def _append_apart(edits: list[Edit], edit: Edit) -> None:
    """Append the edit unless it overlaps the last one or is at the same place."""
    if not edits or (edits[-1].end <= edit.start and edits[-1].start < edit.start):
        edits.append(edit)


def lines(rounds: Iterable[RoundCalls], report: ExportReport) -> Iterator[bytes]:
    """A line for each request. Keys and passwords in the texts are removed."""
    for one in rounds:
        annotation = _without_secrets(one.annotation)
        surroundings = Surroundings(annotation)
        records, named = [], set()
        for number, call in enumerate(one.calls, 1):
            exchange = call.exchange
            answer = without_secrets(exchange.received)
            edits = [judged for judged in annotation.edits if _came_of(judged.edit, surroundings, answer)]
            named |= {judged.id for judged in edits}
            records.append(_record(number, annotation, call, answer, edits))
            report.wrote(0)
        report.wrote(len(named), 0)
        yield from with_hashes(annotation, records)


def _record(
    number: int, annotation: Annotation, call: PricedExchange, answer: str, edits: list[JudgedEdit]
) -> dict[str, object]:
    exchange = call.exchange
    sent = without_secrets(exchange.sent)
    request = read_back(sent)
    messages = None if request is None else request.messages
    parameters: Any = {} if request is None else request.parameters
    return {
        "call": number,
        "doc_id": annotation.document,
        "revision_depth": annotation.depth,
        "annotator": annotation.annotator,
        "round_began_at": annotation.saved,
        "server": exchange.server,
        "model": exchange.model,
        "purpose": exchange.purpose,
        "prompt_version": exchange.prompt,
        "messages": None if messages is None else [{"role": role, "content": text} for role, text in messages],
        "request": sent if messages is None else None,
        "parameters": canonical(parameters).decode(),
        "answer": answer,
        "ended": exchange.ended,
        "tokens_in": exchange.tokens_in,
        "tokens_out": exchange.tokens_out,
        "tokens_cached": exchange.tokens_cached,
        "seconds": exchange.seconds,
        "cost": call.cost,
        "currency": call.currency,
        "base_sha256": same_of(annotation)["base_sha256"],
        "edits": [
            {
                "id": judged.id,
                "type": judged.type,
                "start_char_pos": judged.edit.start,
                "end_char_pos": judged.edit.end,
                "before": judged.edit.before,
                "after": judged.edit.after,
                "intent": judged.intent,
                "decision": judged.verdict.value,
                "rewritten": judged.rewritten,
                "reason": judged.reason,
            }
            for judged in edits
        ],
    }


def _came_of(edit: Edit, surroundings: Surroundings, answer: str) -> bool:
    """Whether the words of an edit are in an answer. They are if an entry of its list has the old text in its quote and
    the new text in its new text; or, for an answer that rewrites the whole sentence, with the text beside the edit."""
    plain = normalise(answer).text
    if any(normalise(each).text.strip() in plain for each in surroundings.of(edit)):
        return True
    before, after = normalise(edit.before).text, normalise(edit.after).text
    return any(before in quote and after in new for quote, new in _entries(answer))


def _entries(answer: str) -> Iterator[tuple[str, str]]:
    """The quote and the new text of each entry, if the answer is a list."""
    begin = answer.find("{", answer.rfind("</think>") + 1)
    end = answer.rfind("}")
    if begin < 0 or end < begin:
        return
    try:
        found = loads(answer[begin : end + 1])
    except ValueError:
        return
    waiting: list[Any] = [found]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()
            quote, after = value.get("quote"), value.get("after")
            if isinstance(quote, str) and isinstance(after, str):
                yield normalise(quote).text, normalise(after).text


def _without_secrets(annotation: Annotation) -> Annotation:
    edits = tuple(
        judged._replace(
            edit=replace(
                judged.edit, before=without_secrets(judged.edit.before), after=without_secrets(judged.edit.after)
            ),
            rewritten=None if judged.rewritten is None else without_secrets(judged.rewritten),
        )
        for judged in annotation.edits
    )
    return replace(annotation, edits=edits)
