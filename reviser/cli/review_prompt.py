"""Asks about each edit in a terminal, with one key as the answer. Questions go to standard error, so that the output
can be piped."""

import sys
import time
from collections.abc import Callable, Mapping

import click

from reviser.cli import terminal
from reviser.cli.keyboard import ALT, read_key
from reviser.cli.reject_reasons import reject_reason_name
from reviser.cli.review_loop import LoopResult
from reviser.core.edit import Edit, Proposal, RejectReason, Verdict
from reviser.core.filters import SortOrder, sort_items
from reviser.core.invisible_characters import added_invisible, describe_invisible
from reviser.core.round import Item
from reviser.core.round_state import RoundState, Status
from reviser.errors import UsageError, UserError
from reviser.messages import message
from reviser.services.rounds.open_document import OpenDocument

CONTEXT = 60  # code points shown before and after an edit

# The same keys as in the window.
REASONS: Mapping[str, RejectReason] = {str(number): reason for number, reason in enumerate(RejectReason, 1)}
KEYS = (
    ("a, Enter", "accept"),
    ("x, Backspace", "reject"),
    ("A", "accept this and all like it"),
    ("X", "reject this and all like it"),
    *((key, f"reject: it {reject_reason_name(reason)}") for key, reason in REASONS.items()),
    ("e", "write your own"),
    ("o, 1 … 9", "take another of the suggestions (or Alt+1 … 9)"),
    ("w", "the word is correct here"),
    ("d", "add the word to your dictionary"),
    ("Space", "leave it undecided"),
    ("u", "undo the last decision"),
    ("q", "stop here"),
    ("?", "these keys"),
)
QUESTION = f"  [a]ccept re[x]ject [1-{len(REASONS)}] reject because r[e]write [ ]skip [u]ndo [q]uit [?] "


def _keys_text() -> str:
    """The keys and what they do, in two columns."""
    pairs = zip(KEYS[::2], KEYS[1::2], strict=True)
    return "\n".join(f"  {key:<13} {does:<27} {key2:<13} {does2}" for (key, does), (key2, does2) in pairs)


def require_terminal() -> None:
    """Raise UsageError if there is no terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(message("There is no terminal for questions: use --decide accept or --decide reject."))


class ReviewPrompt:
    """Asks about every pending proposal of the current round, in text order; if `chances` returns acceptance
    probabilities, in their order."""

    def __init__(self, chances: Callable[[OpenDocument], Mapping[str, float]] | None = None) -> None:
        self._chances = chances
        self._known: Mapping[str, float] = {}  # the probabilities for the current round
        self._skipped: set[str] = set()
        self._decided: list[str] = []  # the first proposal of each step of this run, for undo

    def __call__(self, open_document: OpenDocument) -> LoopResult:
        self._decided.clear()
        self._known = {} if self._chances is None else self._chances(open_document)
        try:
            while (item := self._next(open_document)) is not None:
                if self._one(open_document, item) is LoopResult.QUIT:
                    return LoopResult.QUIT
        except KeyboardInterrupt:
            click.echo(err=True)
            return LoopResult.CANCELLED
        except EOFError:
            return LoopResult.QUIT
        return LoopResult.ON

    def _next(self, open_document: OpenDocument) -> Item | None:
        round_state = open_document.state.round_state
        if round_state is None:
            return None
        pending = tuple(item for item in round_state.pending if item.id not in self._skipped)
        order = SortOrder.PLACE if self._chances is None else SortOrder.CHANCE
        return next(iter(sort_items(pending, order, self._known)), None)

    def _one(self, open_document: OpenDocument, item: Item) -> LoopResult:
        """Ask about one proposal until the answer is final."""
        round_state = open_document.state.round_state
        assert round_state is not None
        _show(round_state, item, len(open_document.same_correction(item.id)))
        began = time.monotonic()
        while True:
            key = _key()
            if key == "q":
                return LoopResult.QUIT
            if key == "?":
                click.echo(_keys_text(), err=True)
                continue
            try:
                if self._press(open_document, item, key, time.monotonic() - began):
                    return LoopResult.ON
            except UserError as error:
                terminal.note(str(error))

    def _press(self, open_document: OpenDocument, item: Item, key: str, elapsed_s: float) -> bool:
        """Carry out a key. Returns whether the question is answered."""
        proposal = item.proposal

        def decide(
            verdict: Verdict, ids: tuple[str, ...] = (item.id,), after: str | None = None, reason: str = ""
        ) -> bool:
            open_document.decide(ids, verdict, after=after, reason=reason, elapsed_s=elapsed_s)
            self._decided.append(item.id)
            return True

        def all_like_this() -> tuple[str, ...]:
            return (item.id, *open_document.same_correction(item.id))

        def rewrite() -> bool:
            after = _line(proposal.edit.after)
            # A terminal also sends the sequences of keys such as arrows, which begin with Escape.
            signs = added_invisible(proposal.edit.before, after or "", open_document.state.text)
            if signs:
                terminal.note(
                    f"Your text contains an invisible character ({describe_invisible(signs)}):"
                    " type it without arrow keys."
                )
                return False
            return after is not None and decide(Verdict.REWRITE, after=after)

        def take_other(number: str) -> bool:
            others = proposal.alternatives
            if not (number.isdecimal() and 0 < int(number) <= len(others)):
                terminal.note("There is no such suggestion." if others else "There is no other suggestion.")
                return False
            return decide(Verdict.ACCEPT, after=others[int(number) - 1])

        def skip() -> bool:
            self._skipped.add(item.id)
            return True

        def right(everywhere: bool) -> bool:
            if not proposal.word:
                terminal.note("This proposal is not about the spelling of one word.")
                return False
            open_document.add_word(proposal.word, everywhere=everywhere)
            self._decided.append(item.id)
            return True

        actions: Mapping[str, Callable[[], bool]] = {
            "a": lambda: decide(Verdict.ACCEPT),
            "\r": lambda: decide(Verdict.ACCEPT),
            "\n": lambda: decide(Verdict.ACCEPT),
            "x": lambda: decide(Verdict.REJECT),
            "\x7f": lambda: decide(Verdict.REJECT),
            "\b": lambda: decide(Verdict.REJECT),
            "A": lambda: decide(Verdict.ACCEPT, all_like_this()),
            "X": lambda: decide(Verdict.REJECT, all_like_this()),
            "e": rewrite,
            "o": lambda: take_other(_key("  Which one, [1-9]? ") if proposal.alternatives else ""),
            " ": skip,
            "w": lambda: right(False),
            "d": lambda: right(True),
            "u": lambda: self._take_back(open_document),
        }
        if key in actions:
            return actions[key]()
        if key in REASONS:
            return decide(Verdict.REJECT, reason=REASONS[key])
        if key.startswith(ALT) and key[1:].isdecimal():
            return take_other(key[1:])
        terminal.note("That key does nothing here; ? shows the keys.")
        return False

    def _take_back(self, open_document: OpenDocument) -> bool:
        """Undo the last decision of this round, and ask about it again."""
        if not self._decided:
            terminal.note("There is no decision to undo in this round.")
            return False
        open_document.undo()
        self._skipped.discard(self._decided.pop())
        return True


def _key(question: str = QUESTION) -> str:
    """Read one key. Raises KeyboardInterrupt for Ctrl+C, EOFError for Ctrl+D."""
    click.echo(question, err=True, nl=False)
    key = read_key(sys.stdin.fileno())
    click.echo(err=True)
    return key


def _line(offered: str) -> str | None:
    """The person's own text, on one line; None if they cancel."""
    click.echo(f"  Your own text (Ctrl+D goes back), instead of “{terminal.visible(offered)}”: ", err=True, nl=False)
    line = sys.stdin.readline()
    if not line.endswith("\n"):
        click.echo(err=True)
        return None
    return line[:-1]


def _show(round_state: RoundState, item: Item, alike: int) -> None:
    """Print the proposal in its context, with its explanation."""
    proposal = item.proposal
    live = round_state.round.live
    place = next(index for index, other in enumerate(live, 1) if other.id == item.id)
    decided = sum(round_state.status(other) in {Status.ACCEPTED, Status.REJECTED} for other in live)
    click.echo(err=True)
    progress = f"Round {round_state.round.depth} · {place} of {len(live)} · {decided} decided"
    click.secho(f"{progress} · {proposal.intent} · {terminal.visible(proposal.rule)}", err=True, bold=True)
    click.echo(f"  {_in_place(round_state.round.base, proposal)}", err=True)
    if proposal.explanation:
        click.echo(f"  {terminal.visible(proposal.explanation)}", err=True)
    for flag in proposal.risk:
        click.secho(f"  Look twice: {terminal.visible(flag.message)}", err=True, fg="yellow")
    for number, other in enumerate(proposal.alternatives[:9], 1):
        click.echo(f"  o{number}: “{terminal.short(other)}”", err=True)
    if alike:
        click.echo(f"  {alike} more like this (A or X decides them together)", err=True)


def _in_place(base: str, proposal: Proposal) -> str:
    edit: Edit = proposal.edit
    before = terminal.visible(base[max(0, edit.start - CONTEXT) : edit.start])
    behind = terminal.visible(base[edit.end : edit.end + CONTEXT])
    struck = click.style(f"[-{terminal.visible(edit.before)}-]", fg="blue", strikethrough=True) if edit.before else ""
    put = click.style(f"{{+{terminal.visible(edit.after)}+}}", fg="yellow", underline=True) if edit.after else ""
    return f"{before}{struck}{put}{behind}"
