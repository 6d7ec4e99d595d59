"""Requests to models as lines of JSON: what was asked, what came back, what it took, and which edits came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from reviser.core.exchange import Exchange
from reviser.core.text import normalise
from reviser.datasets.annotations import Annotation, JudgedEdit
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
    """A request, and what it cost; None where nobody knows."""

    exchange: Exchange
    cost: float | None
    currency: str


@dataclass(frozen=True, slots=True)
class RoundCalls:
    """The requests of a round, in order, and the round with what was decided of its edits."""

    save: Annotation
    calls: tuple[PricedExchange, ...]

    @property
    def document(self) -> str:
        return self.save.document

    def masked(self, masks: Masks) -> "RoundCalls":
        """The same without the values that are masked."""
        return RoundCalls(
            masks.masked(self.save), tuple(replace(one, exchange=_masked(one.exchange, masks)) for one in self.calls)
        )


def _masked(exchange: Exchange, masks: Masks) -> Exchange:
    return replace(
        exchange,
        server=masks.label(exchange.server),
        model=masks.label(exchange.model),
        sent=masks.text(exchange.sent),
        received=masks.text(exchange.received),
    )


def lines(found: Iterable[RoundCalls], report: ExportReport) -> Iterator[bytes]:
    """A line for each request. Keys that stand in a text are taken out."""
    for one in found:
        save = _without_secrets(one.save)
        records, named = [], set()
        for number, call in enumerate(one.calls, 1):
            exchange = call.exchange
            answer = without_secrets(exchange.received)
            edits = [judged for judged in save.edits if _came_of(judged, save.base or "", answer)]
            named |= {judged.id for judged in edits}
            records.append(_record(number, save, call, answer, edits))
            report.wrote(0)
        report.wrote(len(named), 0)
        yield from with_hashes(save, records)


def _record(
    number: int, save: Annotation, call: PricedExchange, answer: str, edits: list[JudgedEdit]
) -> dict[str, object]:
    exchange = call.exchange
    sent = without_secrets(exchange.sent)
    request = read_back(sent)
    messages = None if request is None else request.messages
    parameters: Any = {} if request is None else request.parameters
    return {
        "call": number,
        "doc_id": save.document,
        "revision_depth": save.depth,
        "annotator": save.annotator,
        "round_began_at": save.saved,
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
        "base_sha256": same_of(save)["base_sha256"],
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


def _came_of(judged: JudgedEdit, base: str, answer: str) -> bool:
    """Whether the words of an edit stand in an answer: as an entry of its list, whose quote has what goes and whose new
    text has what comes, or with the text beside the edit, where the whole sentence was written anew."""
    edit = judged.edit
    plain = normalise(answer).text
    left = base[max(0, edit.start - _AROUND) : edit.start]
    right = base[edit.end : edit.end + _AROUND]
    if normalise(f"{left}{edit.after}{right}").text.strip() in plain:
        return True
    before, after = normalise(edit.before).text, normalise(edit.after).text
    return any(before in quote and after in new for quote, new in _entries(answer))


def _entries(answer: str) -> Iterator[tuple[str, str]]:
    """The quote and the new text of each entry of an answer that is a list."""
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


def _without_secrets(save: Annotation) -> Annotation:
    edits = tuple(
        judged._replace(
            edit=replace(
                judged.edit, before=without_secrets(judged.edit.before), after=without_secrets(judged.edit.after)
            ),
            rewritten=None if judged.rewritten is None else without_secrets(judged.rewritten),
        )
        for judged in save.edits
    )
    return replace(save, edits=edits)
