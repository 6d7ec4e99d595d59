"""One document being revised: every step is written to the history first and shown then.

Lives on one thread, the one that owns the writing connection. What runs in the background comes back through
`receive`, on that same thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from reviser.core.diff import diff
from reviser.core.edit import Decision, DecisionSource, Edit, Verdict, rebase
from reviser.core.events import (
    Changed,
    Decided,
    Event,
    Locked,
    Origin,
    Outcome,
    Recorded,
    Redone,
    RoundEnded,
    RoundStarted,
    RuleSet,
    Stopped,
    StopReason,
    Undone,
    WordsAdded,
)
from reviser.core.locks import remove_locks
from reviser.core.round_state import RoundState
from reviser.core.session import State
from reviser.core.text import Span
from reviser.documents import store as files
from reviser.documents.base import Document
from reviser.documents.locked_spans import handler_of
from reviser.documents.typed import TypedChecks
from reviser.errors import UserError
from reviser.history.log.store import ReadingPlace
from reviser.messages import message, verbatim
from reviser.services.rounds import round_settings as settings_text
from reviser.services.rounds import tracked_changes
from reviser.services.rounds.deciding import BROKEN_GROUP, keeping_syntax, require_writable, whole, why_not, with_groups
from reviser.services.rounds.dependencies import Dependencies
from reviser.services.rounds.event_log import EventLog
from reviser.services.rounds.notifications import Notice, Notification
from reviser.services.rounds.other_documents import preferences_elsewhere
from reviser.services.rounds.pace import Pace
from reviser.services.rounds.past import PastPoints
from reviser.services.rounds.proposal_checks import ProposalChecks, request_of
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.rounds.round_writer import RoundWriter
from reviser.services.rounds.tracked_changes import is_of_file
from reviser.services.worker import JobEvent


class OpenDocument:
    """An open document with its whole history. `listener` is told of every change, after it holds."""

    def __init__(
        self,
        tools: Dependencies,
        document: Document,
        document_id: int,
        *,
        source: DecisionSource = DecisionSource.PERSON,
        annotator: str = "",
        limit: int = 0,
        round_settings: RoundSettings | None = None,
    ) -> None:
        """`source` and `annotator`: whose decisions these are. `limit`: rounds in this run, 0 for none.
        `round_settings` holds for this run in the place of the document's own."""
        self.document = document
        self.document_id = document_id
        self.listener: Callable[[Notification], None] = lambda _: None
        self._tools = tools
        self._source = source
        self.annotator = annotator  # whose decisions are made from now on
        self._round_settings = round_settings
        self._event_log = EventLog(tools.store, document_id, document.path, tools.clock)
        self._round_writer = RoundWriter(self._event_log, tools, self._tell)
        self._proposal_checks: ProposalChecks | None = None  # of the round in hand
        self._typed_checks = TypedChecks(document.content)
        self._own_words: set[str] = set()  # taken out of the person's dictionary by undo, for redo
        self._limit = limit
        self._rounds_before = self.state.depth  # the limit counts the rounds of this run
        self.past = PastPoints(
            self._event_log,
            tools.store,
            document_id,
            lambda: handler_of(self.document),
            lambda: (source, self.annotator),
            self._require_no_running_round,
            self._tell,
        )
        self._close_interrupted_round()

    # What there is to see

    @property
    def state(self) -> State:
        return self._event_log.state

    @property
    def dictionary(self) -> frozenset[str]:
        """What the person called right in all of their documents; `state.memory` has the words of this one too."""
        return self._tools.store.words()

    @property
    def unsaved(self) -> bool:
        """Whether the text differs from the file's, or something was decided of the changes that the file holds."""
        changes = self.document.content.changes
        if self.state.text != self.document.text or not changes:
            return self.state.text != self.document.text
        return len(tracked_changes.undecided(self.document, self.state)) < len(changes)

    @property
    def undecided(self) -> int:
        """So many proposals of the round in hand are undecided: the text is without them, and a saved file too. Those
        of co-authors are in the file, as `document.content.changes`."""
        round_state = self.state.round_state
        return 0 if round_state is None or is_of_file(round_state.round) else len(round_state.pending)

    @property
    def running(self) -> bool:
        """Whether a round is being proposed."""
        return bool(self._round_writer.round_id)

    @property
    def pace(self) -> Pace:
        """Of the running round, or of the last one."""
        return self._round_writer.pace

    @property
    def running_s(self) -> float:
        """Seconds that the running round has run; 0 where none runs."""
        return self._round_writer.running_s

    @property
    def rounds_this_run(self) -> int:
        return self.state.depth - self._rounds_before

    @property
    def undo_event(self) -> Event | None:
        """What one step back takes back, as far as one event says it; None where there is nothing."""
        return self._event_log.undo_event

    @property
    def redo_event(self) -> Event | None:
        """What one step forward brings back, likewise."""
        return self._event_log.redo_event

    def same_correction(self, item_id: str) -> tuple[str, ...]:
        """The other pending proposals with the same text before and after, in order of place."""
        round_state = self.state.round_state
        if round_state is None or item_id not in round_state.round.by_id:
            return ()
        edit = round_state.round.by_id[item_id].proposal.edit
        alike = round_state.waiting(round_state.round.alike.get((edit.before, edit.after), ()))
        return tuple([item.id for item in alike if item.id != item_id])

    def why_not(self, item_id: str) -> str:
        """Why a proposal cannot be decided, in a sentence; empty where it can."""
        return why_not(self.state.round_state, item_id)

    # What the person does

    def decide(
        self,
        item_ids: Sequence[str],
        verdict: Verdict,
        *,
        after: str | None = None,
        reason: str = "",
        elapsed_s: float = 0.0,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Decide proposals of the round in hand, in one step; those of a group go together. `then` is called when they
        are decided, before the listener hears of it. UserError where none can be decided any more."""
        require_writable(after, self.document.content)
        round_state = self.state.round_state
        asked = [item_id for item_id in item_ids if why_not(round_state, item_id) == ""]
        if round_state is None or not asked:
            raise UserError(
                verbatim(why_not(round_state, item_ids[0])) if item_ids else message("There is nothing to decide.")
            )
        ids = with_groups(round_state, asked, verdict)
        decidable = [item_id for item_id in ids if why_not(round_state, item_id) == ""]
        if verdict is Verdict.ACCEPT:
            if is_of_file(round_state.round):
                fitting = decidable  # a co-author may change the structure
            else:
                fitting = keeping_syntax(round_state, self._proposal_checks_of(round_state), decidable, after)
            decidable = whole(round_state, ids, fitting)
            if not decidable:
                raise UserError(BROKEN_GROUP)
        decisions = tuple(
            Decision(item_id, verdict, after if item_id in item_ids else None, reason) for item_id in decidable
        )
        self._event_log.do(Decided(decisions, self._source, self.annotator, elapsed_s))
        then()
        self._tell(Notice.DECIDED)

    def change(self, edits: tuple[Edit, ...], *, continues: bool = False) -> None:
        """The person typed: `edits` hold at once, in the coordinates of the text. `continues`: they typed on, and undo
        takes back the change before as well. What the document's file cannot hold is left out, and said."""
        typed = self._typed_checks.of(self.document.content, self.state.text, edits)
        if typed.edits:
            self._event_log.do(Changed(typed.edits, continues=continues))
        self._tell(Notice.CHANGED, typed.said)

    def undo(self) -> None:
        """One step back; nothing where there is none."""
        steps = self._event_log.undo_step
        if not steps:
            return
        event = steps[0].event
        if isinstance(event, RoundStarted) and event.round_id == self._round_writer.round_id:
            self._round_writer.leave()
        self._event_log.do(*(Undone(step.seq) for step in steps))
        own = self._tools.store.words()
        for word in _words(steps):
            if word in own:
                self._own_words.add(word)
                self._tools.store.remove_word(word)
        self._tell(Notice.STEPPED)

    def redo(self) -> None:
        """One step forward again; nothing where there is none."""
        steps = self._event_log.redo_step
        if not steps:
            return
        self._event_log.do(*(Redone(step.seq) for step in steps))
        self._tools.store.add_words(*(word for word in _words(steps) if word in self._own_words))
        self._close_interrupted_round()
        self._tell(Notice.STEPPED)

    def add_word(self, word: str, *, everywhere: bool) -> None:
        """The word is right: in this document, or in all of this person's. Proposals about it here are rejected too,
        so that they are off the list."""
        if everywhere:
            self._tools.store.add_words(word)
        round_state = self.state.round_state
        about = [] if round_state is None else [item.id for item in round_state.pending if item.proposal.word == word]
        events: list[Event] = [WordsAdded((word,))]
        if about:
            decisions = tuple(Decision(item_id, Verdict.REJECT, reason="the writer's word") for item_id in about)
            events.append(Decided(decisions, self._source, self.annotator))
        self._event_log.do(*events)
        self._tell(Notice.LEARNED)

    def set_rule(self, rule: str, silenced: bool) -> None:
        """Silence a rule in this document, or let it speak again; what was not silent begins again, as if nothing had
        been decided of it."""
        self._event_log.do(RuleSet(rule, silenced))
        self._tell(Notice.LEARNED)

    def lock(self, span: Span) -> None:
        """Lock a passage of the text: no reviser proposes on it, and nothing is accepted there. UserError where there
        is nothing in it."""
        if not span.of(self.state.text).strip():
            raise UserError(message("First select the passage to lock."))
        self._event_log.do(Locked(span))
        self._tell(Notice.LEARNED)

    def unlock(self, span: Span) -> None:
        """Free the locked passages that `span` touches. UserError where there is none."""
        if remove_locks(self.state.locks, span) == self.state.locks:
            raise UserError(message("Nothing is locked here."))
        self._event_log.do(Locked(span, locked=False))
        self._tell(Notice.LEARNED)

    @property
    def round_settings(self) -> RoundSettings:
        """What the person wants of the next round."""
        return (
            settings_text.read(self._tools.store.round_settings(self.document_id))
            if self._round_settings is None
            else self._round_settings
        )

    def set_round_settings(self, round_settings: RoundSettings) -> None:
        """Want something else from the next round on; kept with the document."""
        self._round_settings = None
        self._tools.store.keep_round_settings(self.document_id, settings_text.to_json(round_settings))
        self._tell(Notice.LEARNED)

    def start(self, passage: Span | None = None, round_settings: RoundSettings | None = None) -> None:
        """Begin the next round from the text as it stands; what is undecided lapses. At the limit of rounds the loop
        stops instead, and starting again goes on past it. `passage`: the only part of the text that is proposed on;
        `round_settings`: of this round alone. UserError where there is nothing in the passage."""
        self._require_no_running_round()
        if passage is not None and not passage.of(self.state.text).strip():
            raise UserError(message("First select the passage to revise."))
        if self._limit and self.rounds_this_run >= self._limit:
            self._rounds_before = self.state.depth
            self.stop(StopReason.MAX_ROUNDS)
            return
        settings, round_settings = self._tools.settings(), round_settings or self.round_settings
        asked = tuple(exchange for round_state in self.state.rounds for exchange in round_state.round.exchanges)
        reviser = self._tools.reviser(settings, round_settings, asked)
        round_id = self._tools.new_id()
        before = self.state
        started = RoundStarted(
            round_id, reviser.name, round_settings.recorded_instruction, *round_settings.more, passage
        )
        self._event_log.do(started, closing=True)
        self._proposal_checks = ProposalChecks(self.state.text, handler_of(self.document), passage)
        learned = partial(preferences_elsewhere, self._tools.store.path, self.document_id, self.annotator)
        dictionary, proposal_checks = self.dictionary, self._proposal_checks
        asked_of = (self.document, before, dictionary, learned, settings, round_settings, reviser.name)
        prepare = partial(request_of, proposal_checks, *asked_of)
        self._round_writer.begin(round_id)
        # Told first: what reads the document in the background keeps this thread waiting at every turn.
        self._tell(Notice.STARTED)
        self._tools.worker.submit(round_id, reviser, prepare, self._proposal_checks.admit, self._tools.deliver)

    def cancel(self) -> None:
        """Ask the running round to end; what has arrived stays."""
        self._round_writer.cancel()

    def stop(self, reason: StopReason) -> None:
        """The loop, or this run of it, ends here; said in the history."""
        self._event_log.do(Stopped(reason), closing=True)
        self._tell(Notice.ENDED)

    def save(self, path: Path | None = None, *, overwrite: bool = False, breaking: bool = False) -> None:
        """Write the text to its file, or to `path`, which is then its file. ChangedOnDiskError where another program
        wrote the file since, unless `overwrite`; SignedError where that breaks its signature, unless `breaking`."""
        text = self.state.text
        expected = None if overwrite or path is not None else self.document.digest
        out = tracked_changes.saved(self.document, self.state)
        self.document = files.save(self.document, text, path, expected=expected, tracked=out.tracked, breaking=breaking)
        self.document = replace(self.document, notes=(*out.notes, *self.document.notes))
        self._tools.store.keep_saved(self.document_id, text)
        if path is not None:
            self._tools.store.move_document(self.document_id, path, title=path.name)
        self._tell(Notice.SAVED, " ".join(self.document.notes))

    def save_tracked(self, path: Path, *, pending: bool, tracked_as: str = "") -> Document:
        """Write the text of the document's file to another one, with what was accepted here as tracked changes; with
        `pending` also what is undecided; in the format of the code `tracked_as`, where not in the usual one. What was
        written; its notes say what could not be. DocumentError where the format has none."""
        author, at = self.annotator or self._tools.settings().annotator, self._tools.clock()
        out = tracked_changes.proposed(
            self.document, self.state, pending=pending, author=author, at=at, tracked_as=tracked_as
        )
        saved = files.save(self.document, out.text, path, tracked=out.tracked, tracked_as=tracked_as)
        return replace(saved, notes=(*out.notes, *saved.notes))

    def offer_tracked(self) -> None:
        """What others changed in the file and nobody decided becomes a round, where none waits for decisions."""
        if not self.running:
            events = tracked_changes.events_of(self.document, self.state, self._tools.new_id())
            if events:
                self._event_log.do(*events, closing=True)
                self._tell(Notice.ENDED)

    def revert(self) -> None:
        """The text of the file takes the place of the text in hand, as a change by hand, to be undone."""
        edits = diff(self.state.text, self.document.text)
        if edits:
            self.change(edits)

    def take_file(self, document: Document) -> None:
        """The file was changed outside: what changed in it since it was last known comes into the text in hand, as a
        change by hand, to be undone. Where that meets what was accepted here meanwhile, the file's text counts."""
        self.document = document
        text = self.state.text
        known = self._tools.store.known_text(self.document_id)
        moved = rebase(diff(known, document.text), diff(known, text))
        edits = diff(text, document.text) if moved.dropped else moved.moved
        self._tools.store.keep_saved(self.document_id, document.text)
        if edits:
            self._event_log.do(Changed(edits, Origin.OUTSIDE))
            self._tell(Notice.CHANGED)

    @property
    def place(self) -> ReadingPlace | None:
        """Where the person was, when the document was last open."""
        return self._tools.store.place(self.document_id)

    def keep_place(self, place: ReadingPlace) -> None:
        self._tools.store.keep_place(self.document_id, place)

    def owns(self, job_id: str) -> bool:
        """Whether a job was begun here, now or earlier in this run."""
        return self._round_writer.owns(job_id)

    def receive(self, event: JobEvent) -> None:
        """Something from the worker, on this thread."""
        self._round_writer.receive(event)

    # How it is kept

    def _require_no_running_round(self) -> None:
        """UserError while a round is being proposed."""
        if self.running:
            raise UserError(message("A round is running; wait for it, or cancel it first."))

    def _tell(self, notice: Notice, message: str = "") -> None:
        self.listener(Notification(notice, message))

    def _close_interrupted_round(self) -> None:
        """A round that is still open though nothing proposes it: the program ended before it did."""
        round_state = self.state.round_state
        if (
            round_state is not None
            and round_state.round.outcome is None
            and round_state.round.id != self._round_writer.round_id
        ):
            said = message("The program was closed before the round had ended; what had arrived is kept.")
            self._event_log.do(RoundEnded(round_state.round.id, Outcome.CANCELLED, said))

    def _proposal_checks_of(self, round_state: RoundState) -> ProposalChecks:
        """The round's base as its format reads it."""
        if self._proposal_checks is None or self._proposal_checks.base != round_state.round.base:
            self._proposal_checks = ProposalChecks(
                round_state.round.base, handler_of(self.document), round_state.round.passage
            )
        return self._proposal_checks


def _words(steps: tuple[Recorded, ...]) -> list[str]:
    """The words that these steps added."""
    return [word for step in steps if isinstance(step.event, WordsAdded) for word in step.event.words]
