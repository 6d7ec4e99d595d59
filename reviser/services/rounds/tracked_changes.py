"""Tracked changes of a document's file: those of others are proposals, and stay in the file until they are decided;
proposals made here are written as tracked changes for somebody else to decide."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reviser.core.diff import diff
from reviser.core.edit import Edit, Intent, Proposal, Remark, Verdict, apply, rebase
from reviser.core.events import Arrived, Event, Outcome, Remarked, RoundEnded, RoundStarted
from reviser.core.locks import carry_locks
from reviser.core.risk import risks
from reviser.core.round import Item, Round
from reviser.core.segment import Sentences
from reviser.core.session import State
from reviser.core.text import Span
from reviser.datasets.session_source import moment
from reviser.documents.base import Document, Tracked
from reviser.documents.formats import format_for_tracking
from reviser.errors import UserError
from reviser.messages import Message, message, plural
from reviser.services.rounds.explanations import explanation, explanations

CO_AUTHOR = "co-author"  # the reviser of a round made from a file's changes without an author
_NO_REASON = "A tracked change of the file."
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DECIDED = {Verdict.ACCEPT, Verdict.REJECT, Verdict.REWRITE}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The content for a file: `text` with the undecided changes `tracked`, in order and not overlapping. `unmarked`
    counts accepted edits in the text that the format cannot mark there; `dropped` counts changes in conflict with
    others."""

    text: str
    tracked: tuple[Tracked, ...]
    unmarked: int = 0
    dropped: int = 0

    @property
    def notes(self) -> tuple[Message, ...]:
        """Sentences for the person about it."""
        sentences: list[Message] = []
        if self.unmarked:
            sentences.append(
                plural(
                    "One accepted edit is in the file without a change mark, because there are markup signs "
                    "or code at its place.",
                    "{n:,} accepted edits are in the file without a change mark, because there are markup "
                    "signs or code at their places.",
                    self.unmarked,
                )
            )
        if self.dropped:
            sentences.append(
                plural(
                    "One tracked change was left out, because the text was changed at the same place.",
                    "{n:,} tracked changes were left out, because the text was changed at the same place.",
                    self.dropped,
                )
            )
        return tuple(sentences)


def events_of(document: Document, state: State, round_id: str) -> tuple[Event, ...]:
    """The events of a round made from the undecided changes and comments in a document's file; none if there are no
    changes and no new comments, or another round waits for decisions."""
    if state.round_state is not None and state.round_state.pending:
        return ()
    edits = diff(document.text, state.text)
    changes = _unchanged_pairs(undecided(document, state), edits)
    remarks = _remarks(document, edits)
    shown = {each.message for round_state in state.rounds for each in round_state.round.remarks}
    if not changes and shown.issuperset(each.message for each in remarks):
        return ()
    sentences = Sentences(state.text, len(changes))
    proposals = tuple(
        Proposal(
            after.edit,
            Intent.OTHER,
            after.author or CO_AUTHOR,
            "tracked-change",
            _reason(document, before),
            risk=risks(state.text, after.edit, sentences.at(after.edit.start)),
        )
        for before, after in changes
    )
    return (
        RoundStarted(round_id, CO_AUTHOR),
        *((Arrived(round_id, proposals),) if proposals else ()),
        *((Remarked(round_id, remarks),) if remarks else ()),
        RoundEnded(round_id, Outcome.COMPLETE),
    )


def remarks_of(document: Document, state: State) -> tuple[Remark, ...]:
    """The comments of the document's file, at their places in the current text."""
    return _remarks(document, diff(document.text, state.text)) if document.content.comments else ()


def _remarks(document: Document, edits: Sequence[Edit]) -> tuple[Remark, ...]:
    """The file's comments, at their places after `edits`."""
    return tuple(
        Remark(span, f"{comment.author}: {comment.text}" if comment.author else comment.text, CO_AUTHOR, "comment")
        for comment in document.content.comments
        if comment.text
        for span in _around(comment.span, edits)
    )


def is_of_file(round_: Round) -> bool:
    """Whether a round was made from a file's tracked changes."""
    return round_.reviser == CO_AUTHOR


def undecided(document: Document, state: State) -> tuple[Tracked, ...]:
    """The undecided changes of the document's file, in the file's text."""
    decided: set[Edit] = set()
    for round_state in state.rounds:
        if document.content.changes and is_of_file(round_state.round):
            made = [
                round_state.round.by_id[item_id].proposal.edit
                for item_id, each in round_state.decisions.items()
                if each.decision.verdict in _DECIDED
            ]
            decided |= set(rebase(made, diff(round_state.round.base, document.text)).moved)
    return tuple(change for change in document.content.changes if change.edit not in decided)


def saved(document: Document, state: State) -> Outgoing:
    """The content for the document's file when the current text is saved, including its undecided changes."""
    changes = undecided(document, state)
    kept = _unchanged_pairs(changes, diff(document.text, state.text)) if changes else []
    return Outgoing(state.text, tuple(after for _, after in kept), dropped=len(changes) - len(kept))


def proposed(
    document: Document, state: State, *, pending: bool, author: str, at: float, tracked_as: str = ""
) -> Outgoing:
    """The text of the document's file with accepted edits as tracked changes by `author` at `at` (UNIX seconds), beside
    its own changes; with `pending`, undecided proposals of the current round too. `tracked_as` is the code of the
    format, if not the default. Raises DocumentError if the format has no tracked changes."""
    when = moment(at)
    form = format_for_tracking(document.format, tracked_as)
    edits = diff(document.text, state.text)
    accepted = [Tracked(edit, author, when, why) for edit, why in zip(edits, explanations(state, edits), strict=True)]
    unmarked = form.handler.track(document.content, document.text, document.encoding, accepted).left_out
    applied = [change.edit for change in unmarked]
    ours = [after for _, after in _unchanged_pairs([change for change in accepted if change not in unmarked], applied)]
    text = apply(document.text, applied)
    theirs = undecided(document, state)
    kept = [after for _, after in _unchanged_pairs(theirs, applied)]
    open_: list[Tracked] = []
    if pending and state.round_state is not None and not is_of_file(state.round_state.round):
        waiting = [_tracked(item, author, when) for item in state.round_state.pending]
        open_ = [after for _, after in _unchanged_pairs(waiting, diff(state.round_state.round.base, text))]
    together = _apart(_apart(ours, kept), open_)
    dropped = len(ours) + len(theirs) + len(open_) - len(together)
    return Outgoing(text, tuple(together), len(unmarked), dropped)


def decided(document: Document, author: str, *, accepting: bool) -> Outgoing:
    """The file with its changes accepted or rejected: all, or those of `author`. Raises UserError if there are none."""
    changes = document.content.changes
    chosen = [change for change in changes if author in {"", change.author}]
    if not chosen:
        authors = sorted({change.author for change in changes if change.author})
        if author and authors:
            raise UserError(
                message(
                    "{path} has no tracked changes of {author}: they are of {authors}.",
                    path=document.path,
                    author=author,
                    authors=authors,
                )
            )
        if author:
            raise UserError(message("{path} has no tracked changes of {author}.", path=document.path, author=author))
        raise UserError(message("{path} has no tracked changes.", path=document.path))
    edits = [change.edit for change in chosen] if accepting else []
    rest = [change for change in changes if change not in chosen]
    kept = _unchanged_pairs(rest, edits)
    return Outgoing(apply(document.text, edits), tuple(after for _, after in kept), dropped=len(rest) - len(kept))


def _tracked(item: Item, author: str, when: str) -> Tracked:
    return Tracked(item.proposal.edit, author, when, explanation(item))


def _reason(document: Document, change: Tracked) -> str:
    """The author, date and comment of a change, as far as known."""
    by = f"A tracked change by {change.author}" if change.author else ""
    whose = f"{by}, {change.at[:10]}." if by and _DAY.match(change.at) else f"{by}." if by else ""
    said = [comment.text for comment in document.content.comments if comment.span == change.edit.span and comment.text]
    return " ".join(filter(None, (whose, change.comment, *said))) or _NO_REASON


def _unchanged_pairs(changes: Sequence[Tracked], edits: Sequence[Edit]) -> list[tuple[Tracked, Tracked]]:
    """Each change that `edits` leave unchanged, with its new position."""
    result = rebase([change.edit for change in changes], edits)
    dropped, moved = set(result.dropped), iter(result.moved)
    return [(change, replace(change, edit=next(moved))) for change in changes if change.edit not in dropped]


def _apart(first: Sequence[Tracked], more: Sequence[Tracked]) -> list[Tracked]:
    """All of `first`, and those of `more` that do not overlap them, in order."""
    kept = [before for before, _ in _unchanged_pairs(more, [change.edit for change in first])]
    return sorted((*first, *kept), key=lambda change: (change.edit.start, change.edit.end))


def _around(span: Span, edits: Iterable[Edit]) -> list[Span]:
    """The span after `edits`, if anything of it remains; for a place, the character before it."""
    if len(span):
        return list(carry_locks((span,), tuple(edits)))
    place = span.start + sum(len(edit.after) - len(edit.before) for edit in edits if edit.end <= span.start)
    return [Span(place - 1, place)] if place > 0 else []
