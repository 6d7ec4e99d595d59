"""Checks proposals on their way to the document: against its syntax, and for risks.

Slow parts (reading the syntax of a long document) are meant for the background."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from reviser.core.decision_examples import examples
from reviser.core.edit import Edit, Proposal
from reviser.core.few_shot import Asked, Brief
from reviser.core.invisible_characters import added_invisible
from reviser.core.locks import Locks
from reviser.core.memory import Memory
from reviser.core.preferences import Preferences
from reviser.core.rewrites import standing_rewrites
from reviser.core.risk import risks
from reviser.core.round_state import RoundState
from reviser.core.scope import still_open
from reviser.core.segment import Sentences
from reviser.core.session import State
from reviser.core.text import Span
from reviser.documents.base import Document, FormatHandler, Guard
from reviser.documents.spans import merged
from reviser.revisers.base import UNSEEN, Request, Unusable
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.rounds.tracked_changes import remarks_of
from reviser.services.settings import Settings

NEIGHBOURS = 5000  # code points around an edit in which other edits can add up to syntax with it


class ProposalChecks:
    """The base of one round, as its format reads it. `passage` is the only part to propose on."""

    def __init__(self, base: str, form: FormatHandler, passage: Span | None = None) -> None:
        self.base = base
        self._format = form
        self._passage = passage

    @cached_property
    def _guard(self) -> Guard:
        return self._format.guard(self.base)

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.base)

    def request(
        self,
        memory: Memory,
        dialect: str,
        round_settings: RoundSettings,
        rounds: Sequence[RoundState] = (),
        reviser: str = "",
        locked: Locks = (),
        written: tuple[Span, ...] = (),
        *,
        asked: tuple[Asked, ...] = (),
        unsure: bool = False,
    ) -> Request:
        """The request to `reviser` after `rounds`: what is still open for it, or only the passage, with the person's
        wishes, decisions so far, locks, and rewrites."""
        passage = self._passage
        if passage is not None:
            outside = (Span(0, passage.start), Span(passage.end, len(self.base)))
            locked = merged((*locked, *(span for span in outside if len(span))))
        return Request(
            self.base,
            self._guard.protected,
            memory,
            dialect,
            round_settings.instruction,
            locked,
            brief=Brief(
                round_settings.style_sheet, round_settings.source, round_settings.intents, examples(rounds), asked
            ),
            markup=self._format.markup,
            scope=still_open(rounds, reviser, round_settings.recorded_instruction, round_settings.more)
            if passage is None
            else (passage,),
            written=written,
            unsure=unsure,
            readings=self._format.readings(self.base),
        )

    def admit(self, proposal: Proposal) -> Proposal | Unusable | None:
        """The proposal with its risk flags, and with those alternatives that break nothing and add no invisible
        characters. None if it would touch protected text or change the structure; Unusable if it would add invisible
        characters."""
        edit = proposal.edit
        if edit.span.of(self.base) != edit.before:
            return proposal  # about another text: the session sets it aside
        inside = self._passage is None or (self._passage.start <= edit.start and edit.end <= self._passage.end)
        if not inside or not self._guard.keeps(edit):
            return None
        if added_invisible(edit.before, edit.after, self.base):
            return Unusable(UNSEEN)
        kept = tuple(
            after
            for after in proposal.alternatives
            if not added_invisible(edit.before, after, self.base) and self._guard.keeps(replace(edit, after=after))
        )
        flags = risks(self.base, edit, self._sentences.at(edit.start))
        return replace(proposal, alternatives=kept, risk=(*proposal.risk, *flags))

    def together(self, accepted: Sequence[Edit], added: Sequence[Edit]) -> tuple[Edit, ...]:
        """The edits in `added` that keep the structure together with those `accepted`: edits that are harmless alone
        can add up to syntax. In the order of `added`."""
        if not self._guard.keeps_all(accepted):
            accepted = ()  # the person's own rewrite may change the structure: check the others alone
        if self._guard.keeps_all((*accepted, *added)):
            return tuple(added)
        kept: list[Edit] = []
        for edit in added:
            if self._guard.keeps_all((*accepted, *kept, edit)):
                kept.append(edit)
        return tuple(kept)


def request_of(
    proposal_checks: ProposalChecks,
    document: Document,
    state: State,
    dictionary: frozenset[str],
    learned: Callable[[], Preferences],
    settings: Settings,
    round_settings: RoundSettings,
    reviser: str,
) -> Request:
    """The request to `reviser` in `state`; `learned` reads preferences from other documents. Called in the
    background."""
    memory = state.memory
    memory = replace(memory, words=memory.words | dictionary, taste=memory.taste + learned())
    comments = remarks_of(document, state) if round_settings.comments else ()
    return proposal_checks.request(
        memory,
        settings.dialect,
        round_settings,
        state.rounds,
        reviser,
        state.locks,
        standing_rewrites(state),
        asked=tuple(Asked(comment.span, comment.message) for comment in comments),
        unsure=settings.unsure,
    )
