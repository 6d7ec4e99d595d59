"""An open document: every step is stored in the history first and shown afterwards.

Lives on the thread that owns the writing connection. Results of the background come through `receive`, on that same
thread."""

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
    """An open document with its whole history. `listener` is notified of every change after it is stored."""

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
        """`source` and `annotator` say whose decisions these are. `limit` is the number of rounds in this run, 0 for no
        limit. `round_settings` overrides the document's own for this run."""
        self.document = document
        self.document_id = document_id
        self.listener: Callable[[Notification], None] = lambda _: None
        self._tools = tools
        self._source = source
        self.annotator = annotator  # the name on decisions from now on
        self._round_settings = round_settings
        self._event_log = EventLog(tools.store, document_id, document.path, tools.clock)
        self._round_writer = RoundWriter(self._event_log, tools, self._tell)
        self._proposal_checks: ProposalChecks | None = None  # of the current round
        self._typed_checks = TypedChecks(document.content)
        self._own_words: set[str] = set()  # removed from the person's dictionary by undo, kept for redo
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

    # Queries

    @property
    def state(self) -> State:
        return self._event_log.state

    @property
    def dictionary(self) -> frozenset[str]:
        """The words that the person marked as correct in all documents; `state.memory` includes those of this
        document."""
        return self._tools.store.words()

    @property
    def unsaved(self) -> bool:
        """Whether the text differs from the file's, or changes in the file have been decided."""
        changes = self.document.content.changes
        if self.state.text != self.document.text or not changes:
            return self.state.text != self.document.text
        return len(tracked_changes.undecided(self.document, self.state)) < len(changes)

    @property
    def undecided(self) -> int:
        """How many proposals of the current round are undecided and thus not in the text or a saved file. Those of
        co-authors are in the file, as `document.content.changes`."""
        round_state = self.state.round_state
        return 0 if round_state is None or is_of_file(round_state.round) else len(round_state.pending)

    @property
    def running(self) -> bool:
        """Whether a round is proposing."""
        return bool(self._round_writer.round_id)

    @property
    def pace(self) -> Pace:
        """The progress of the running round, or of the last one."""
        return self._round_writer.pace

    @property
    def running_s(self) -> float:
        """Seconds since the running round started; 0 if none is running."""
        return self._round_writer.running_s

    @property
    def rounds_this_run(self) -> int:
        return self.state.depth - self._rounds_before

    @property
    def undo_event(self) -> Event | None:
        """The event that describes the undo step; None if there is nothing to undo."""
        return self._event_log.undo_event

    @property
    def redo_event(self) -> Event | None:
        """The event that describes the redo step; None if there is nothing to redo."""
        return self._event_log.redo_event

    def same_correction(self, item_id: str) -> tuple[str, ...]:
        """The ids of the other pending proposals with the same text before and after, in text order."""
        round_state = self.state.round_state
        if round_state is None or item_id not in round_state.round.by_id:
            return ()
        edit = round_state.round.by_id[item_id].proposal.edit
        alike = round_state.waiting(round_state.round.alike.get((edit.before, edit.after), ()))
        return tuple([item.id for item in alike if item.id != item_id])

    def why_not(self, item_id: str) -> str:
        """Why a proposal cannot be decided, in a sentence; "" if it can."""
        return why_not(self.state.round_state, item_id)

    # Actions

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
        """Decide proposals of the current round in one step; members of a group go together. `then` is called when they
        are decided, before the listener. Raises UserError if none can be decided any more."""
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
        """The person typed: `edits` apply together, in coordinates of the text. `continues`: undo takes back the
        previous change as well. What the document's file cannot hold is left out and reported."""
        typed = self._typed_checks.of(self.document.content, self.state.text, edits)
        if typed.edits:
            self._event_log.do(Changed(typed.edits, continues=continues))
        self._tell(Notice.CHANGED, typed.notice)

    def undo(self) -> None:
        """Undo one step; nothing if there is none."""
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
        """Redo one step; nothing if there is none."""
        steps = self._event_log.redo_step
        if not steps:
            return
        self._event_log.do(*(Redone(step.seq) for step in steps))
        self._tools.store.add_words(*(word for word in _words(steps) if word in self._own_words))
        self._close_interrupted_round()
        self._tell(Notice.STEPPED)

    def add_word(self, word: str, *, everywhere: bool) -> None:
        """Mark a word as correct in this document, or with `everywhere` in all. Proposals about it here are rejected
        too, so that they leave the list."""
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
        """Silence a rule in this document, or let it propose again; a rule that was not silent is reset."""
        self._event_log.do(RuleSet(rule, silenced))
        self._tell(Notice.LEARNED)

    def lock(self, span: Span) -> None:
        """Lock a span of the text: nothing is proposed or accepted there. Raises UserError if it is empty."""
        if not span.of(self.state.text).strip():
            raise UserError(message("First select the passage to lock."))
        self._event_log.do(Locked(span))
        self._tell(Notice.LEARNED)

    def unlock(self, span: Span) -> None:
        """Unlock the locked passages that `span` touches. Raises UserError if there are none."""
        if remove_locks(self.state.locks, span) == self.state.locks:
            raise UserError(message("Nothing is locked here."))
        self._event_log.do(Locked(span, locked=False))
        self._tell(Notice.LEARNED)

    @property
    def round_settings(self) -> RoundSettings:
        """The settings of the next rounds."""
        return (
            settings_text.read(self._tools.store.round_settings(self.document_id))
            if self._round_settings is None
            else self._round_settings
        )

    def set_round_settings(self, round_settings: RoundSettings) -> None:
        """Change the settings of the next rounds; stored with the document."""
        self._round_settings = None
        self._tools.store.keep_round_settings(self.document_id, settings_text.to_json(round_settings))
        self._tell(Notice.LEARNED)

    def start(self, passage: Span | None = None, round_settings: RoundSettings | None = None) -> None:
        """Start the next round from the current text; undecided proposals lapse. At the limit of rounds the loop stops
        instead; starting again continues beyond it. `passage` is the only part to propose on; `round_settings` are for
        this round alone. Raises UserError if the passage is empty."""
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
        # Notify first: reading the document in the background slows down this thread.
        self._tell(Notice.STARTED)
        self._tools.worker.submit(round_id, reviser, prepare, self._proposal_checks.admit, self._tools.deliver)

    def cancel(self) -> None:
        """Ask the running round to end; arrived proposals stay."""
        self._round_writer.cancel()

    def stop(self, reason: StopReason) -> None:
        """End the loop, or this run of it, and record it in the history."""
        self._event_log.do(Stopped(reason), closing=True)
        self._tell(Notice.ENDED)

    def save(self, path: Path | None = None, *, overwrite: bool = False, breaking: bool = False) -> None:
        """Write the text to its file, or to `path`, which becomes its file. Raises ChangedOnDiskError if another
        program changed the file, unless `overwrite`; SignedError if that breaks its signature, unless `breaking`."""
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
        """Write the text of the document's file to another file, with accepted edits as tracked changes; with
        `pending`, undecided ones too. `tracked_as` is the code of the format, if not the default. Returns the
        written document, whose notes say what could not be written. Raises DocumentError if the format has no
        tracked changes."""
        author, at = self.annotator or self._tools.settings().annotator, self._tools.clock()
        out = tracked_changes.proposed(
            self.document, self.state, pending=pending, author=author, at=at, tracked_as=tracked_as
        )
        saved = files.save(self.document, out.text, path, tracked=out.tracked, tracked_as=tracked_as)
        return replace(saved, notes=(*out.notes, *saved.notes))

    def offer_tracked(self) -> None:
        """Make a round of the undecided changes in the file by others, if no round waits for decisions."""
        if not self.running:
            events = tracked_changes.events_of(self.document, self.state, self._tools.new_id())
            if events:
                self._event_log.do(*events, closing=True)
                self._tell(Notice.ENDED)

    def revert(self) -> None:
        """Replace the current text by that of the file, as a manual change that can be undone."""
        edits = diff(self.state.text, self.document.text)
        if edits:
            self.change(edits)

    def take_file(self, document: Document) -> None:
        """Take in what another program changed in the file, as a manual change that can be undone. In a conflict with
        edits accepted meanwhile, the file's text counts."""
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
        """The reading place when the document was last open."""
        return self._tools.store.place(self.document_id)

    def keep_place(self, place: ReadingPlace) -> None:
        self._tools.store.keep_place(self.document_id, place)

    def owns(self, job_id: str) -> bool:
        """Whether a job was started by this document in this run."""
        return self._round_writer.owns(job_id)

    def receive(self, event: JobEvent) -> None:
        """Handle an event of the worker, on this thread."""
        self._round_writer.receive(event)

    # Storage

    def _require_no_running_round(self) -> None:
        """Raise UserError while a round is proposing."""
        if self.running:
            raise UserError(message("A round is running; wait for it, or cancel it first."))

    def _tell(self, notice: Notice, message: str = "") -> None:
        self.listener(Notification(notice, message))

    def _close_interrupted_round(self) -> None:
        """Close a round that is still open although nothing proposes it, because the program ended before it did."""
        round_state = self.state.round_state
        if (
            round_state is not None
            and round_state.round.outcome is None
            and round_state.round.id != self._round_writer.round_id
        ):
            said = message("The program was closed before the round had ended; what had arrived is kept.")
            self._event_log.do(RoundEnded(round_state.round.id, Outcome.CANCELLED, said))

    def _proposal_checks_of(self, round_state: RoundState) -> ProposalChecks:
        """The checks for the round's base."""
        if self._proposal_checks is None or self._proposal_checks.base != round_state.round.base:
            self._proposal_checks = ProposalChecks(
                round_state.round.base, handler_of(self.document), round_state.round.passage
            )
        return self._proposal_checks


def _words(steps: tuple[Recorded, ...]) -> list[str]:
    """The words that these events added."""
    return [word for step in steps if isinstance(step.event, WordsAdded) for word in step.event.words]
