"""Decisions about several proposals at once: all that are listed, those with the same correction, word or rule."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from reviser.core.edit import Verdict
from reviser.core.filters import batch_to_accept
from reviser.gui.panels.filter_bar import BatchBar
from reviser.gui.panels.inspector import Inspector
from reviser.gui.review import Review
from reviser.gui.wording.state_sentences import DECIDED, shorten, visible

Act = Callable[[Review], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("BatchDecisions", text)


class BatchDecisions:
    """Decides several proposals at once. `attempt` runs an action on the review; after it has succeeded, `say` shows
    what was done and the key that undoes it. `undo_key` returns that key as text, or an empty string if there is
    none."""

    def __init__(
        self, attempt: Callable[[Act], None], say: Callable[[str], None], undo_key: Callable[[], str], batch: BatchBar
    ) -> None:
        self._attempt = attempt
        self._say = say
        self._undo_key = undo_key
        self._batch = batch

    def connect(self, inspector: Inspector) -> None:
        """Connect to the signals of the inspector that concern more than the current proposal."""
        inspector.accepted_all.connect(self.accept_like)
        inspector.rejected_all.connect(lambda ids: self.decide(ids, Verdict.REJECT))
        inspector.word_added.connect(self.add_word)
        inspector.rule_set.connect(self.set_rule)

    def decide(self, ids: Iterable[str], verdict: Verdict, more: str = "") -> None:
        """Give the proposals `ids` one verdict in a single step. `more` is a sentence to show as well."""
        chosen = tuple(ids)
        name = _tr("Accepted: {count}") if verdict is Verdict.ACCEPT else _tr("Rejected: {count}")
        done = name.format(count=f"{len(chosen):,}") if chosen else ""
        self._do(lambda review: review.decide_all(chosen, verdict), done, more)

    def accept_like(self, ids: tuple[str, ...]) -> None:
        """Accept the current proposal, and of the others in `ids` those that carry no risk flag and are placed with
        certainty."""

        def accept(review: Review) -> None:
            round_state = review.state.round_state
            if round_state is None:
                return
            others = batch_to_accept(
                round_state, (round_state.round.by_id[each] for each in ids if each != review.current)
            )
            allowed = {review.current, *others.ids}
            self.decide([each for each in ids if each in allowed], Verdict.ACCEPT, self._batch.left_out_text(others))

        self._attempt(accept)

    def add_word(self, word: str, everywhere: bool) -> None:
        """Mark a word as correct, in this document or with `everywhere` in all. Proposals about it are rejected."""
        name = _tr("“{word}” is in your dictionary") if everywhere else _tr("“{word}” is correct in this document")
        done = name.format(word=shorten(visible(word), DECIDED))
        self._do(lambda review: review.open_document.add_word(word, everywhere=everywhere), done)

    def set_rule(self, rule: str, silent: bool) -> None:
        """Make a rule silent in this document, or with `silent` false let it propose again."""
        done = _tr("This kind is not proposed here any more") if silent else _tr("This kind is proposed here again")
        self._do(lambda review: review.open_document.set_rule(rule, silent), done)

    def _do(self, act: Act, done: str, more: str = "") -> None:
        def attempt(review: Review) -> None:
            act(review)
            key = self._undo_key()
            said = _tr("{done} · {key} takes it back").format(done=done, key=key) if done and key else done
            self._say("  ".join(filter(None, (said, more))))

        self._attempt(attempt)
