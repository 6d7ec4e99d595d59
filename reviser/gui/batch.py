"""What decides more than the current proposal: those that are listed, those like it, its word, its rule."""

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
    """Does it by `attempt`, and says what was done, with the key that takes it back, when it holds. `undo_key` gives
    that key as it is written; it may be empty."""

    def __init__(
        self, attempt: Callable[[Act], None], say: Callable[[str], None], undo_key: Callable[[], str], batch: BatchBar
    ) -> None:
        self._attempt = attempt
        self._say = say
        self._undo_key = undo_key
        self._batch = batch

    def connect(self, inspector: Inspector) -> None:
        """Answer what is asked for beside the current proposal."""
        inspector.accepted_all.connect(self.accept_like)
        inspector.rejected_all.connect(lambda ids: self.decide(ids, Verdict.REJECT))
        inspector.word_added.connect(self.add_word)
        inspector.rule_set.connect(self.set_rule)

    def decide(self, ids: Iterable[str], verdict: Verdict, more: str = "") -> None:
        """Decide these in one step; `more` is said too."""
        chosen = tuple(ids)
        name = _tr("Accepted: {count}") if verdict is Verdict.ACCEPT else _tr("Rejected: {count}")
        done = name.format(count=f"{len(chosen):,}") if chosen else ""
        self._do(lambda review: review.decide_all(chosen, verdict), done, more)

    def accept_like(self, ids: tuple[str, ...]) -> None:
        """Accept these; of those that are not the current one only what needs no look of its own."""

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
        """The word is right, here or in all documents: what is proposed about it is rejected."""
        name = _tr("“{word}” is in your dictionary") if everywhere else _tr("“{word}” is right in this document")
        done = name.format(word=shorten(visible(word), DECIDED))
        self._do(lambda review: review.open_document.add_word(word, everywhere=everywhere), done)

    def set_rule(self, rule: str, silent: bool) -> None:
        """Propose nothing of this kind in the document, or again."""
        done = _tr("This kind is not proposed here any more") if silent else _tr("This kind is proposed here again")
        self._do(lambda review: review.open_document.set_rule(rule, silent), done)

    def _do(self, act: Act, done: str, more: str = "") -> None:
        def attempt(review: Review) -> None:
            act(review)
            key = self._undo_key()
            said = _tr("{done} · {key} takes it back").format(done=done, key=key) if done and key else done
            self._say("  ".join(filter(None, (said, more))))

        self._attempt(attempt)
