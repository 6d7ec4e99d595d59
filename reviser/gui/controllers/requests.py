"""Requests to models: the round settings of a document, the requests of a round, and the progress of a round."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from reviser.core.round_state import RoundState
from reviser.errors import UserError
from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.review import Review
from reviser.gui.wording.messages import error_text, translate
from reviser.gui.wording.state_sentences import model_name, reviser_name
from reviser.gui.workspace import Workspace
from reviser.revisers.checkpoints.kinds import Checkpoint
from reviser.services.models.model_setup import ModelSetup
from reviser.services.rounds.pace import Pace
from reviser.services.rounds.reviser_factory import EMBEDDED
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.servers.server_setup import ServerSetup
from reviser.services.servers.servers import LeavesError, Servers
from reviser.services.settings import with_last_instruction


class RequestController:
    """Opens the round settings of the current document, and the requests of the round that `workspace` shows. `set_up`
    opens the settings page for servers. `servers` is None if no chat models can be set up, `models` if no checkpoints
    can be added."""

    def __init__(
        self,
        context: WindowContext,
        workspace: Workspace,
        servers: ServerSetup | None,
        set_up: Callable[[], None],
        models: ModelSetup | None = None,
    ) -> None:
        self._context = context
        self._work = workspace
        self._servers = servers
        self._set_up = set_up
        self._models = models

    def commands(self) -> Iterable[Command]:
        yield Command(
            "wish",
            tr("Options for the next &rounds …"),
            self.show_round_settings,
            MenuSection.REVIEW_ROUND,
            CommandGroup.ROUNDS,
            keys=("Ctrl+I",),
            icon="edit",
            enabled=self._context.document_open,
            steady=True,
        )
        yield Command(
            "revise-passage",
            tr("Revise &only this …"),
            self.revise_passage,
            MenuSection.REVIEW_ROUND,
            CommandGroup.ROUNDS,
            keys=("Ctrl+Shift+Return",),
            enabled=self._is_idle,
            steady=True,
        )
        yield Command(
            "sent",
            tr("What was &sent …"),
            self._show_sent_here,
            MenuSection.REVIEW_ROUND,
            CommandGroup.ROUNDS,
            keys=("Ctrl+Shift+I",),
            enabled=self._has_round,
        )

    def _has_round(self) -> bool:
        return self._context.review is not None and self._context.review.state.round_state is not None

    @property
    def _known(self) -> Servers:
        return Servers() if self._servers is None else self._servers.servers

    @property
    def _checkpoints(self) -> tuple[Checkpoint, ...]:
        return () if self._models is None else self._models.checkpoint_setup.checkpoints.all()

    def show_round_settings(self) -> None:
        """Open the settings of the document's next rounds."""
        from reviser.gui.dialogs.round_settings import RoundSettingsDialog

        if self._context.review is None:
            return
        open_document = self._context.review.open_document
        dialog = RoundSettingsDialog(open_document.round_settings, self._known, self._context.window, self._checkpoints)
        dialog.accepted.connect(lambda: self._context.attempt(lambda: open_document.set_round_settings(dialog.chosen)))
        dialog.setting_up.connect(dialog.reject)
        dialog.setting_up.connect(self._set_up)
        dialog.open()

    def _is_idle(self) -> bool:
        return self._context.review is not None and not self._context.review.open_document.running

    def revise_passage(self) -> None:
        """Start a round on the selection only, or on the paragraph at the caret, with an instruction that the person
        types."""
        from reviser.gui.dialogs.passage import PassageDialog

        context, work = self._context, self._work
        review = context.review
        if review is None or review.open_document.running:
            return
        passage = work.selected_passage()
        text = passage.of(review.state.text)
        if not text.strip():
            said = _tr("First select the passage to revise.")
            context.message.say(said, warning=True, holds=lambda: not review.open_document.running)
            return
        open_document, round_state = review.open_document, review.state.round_state
        undecided = 0 if round_state is None else len(round_state.pending)
        settings = context.document_manager.settings
        dialog = PassageDialog(
            text,
            open_document.round_settings,
            self._known,
            settings.instructions,
            undecided,
            context.window,
            self._checkpoints,
        )

        def begin() -> None:
            if dialog.instruction:
                context.attempt(
                    lambda: context.document_manager.change_settings(
                        with_last_instruction(settings, dialog.instruction)
                    )
                )
            context.attempt(lambda: self.begin(lambda: open_document.start(passage, dialog.chosen)))

        dialog.accepted.connect(begin)
        dialog.open()

    def begin(self, start: Callable[[], None]) -> None:
        """Call `start` to start a round. Before text leaves this machine for a server for the first time, ask."""
        from reviser.gui.dialogs.questions import ask_to_send

        while True:
            try:
                start()
            except LeavesError as error:
                servers = self._servers
                if servers is None:
                    raise
                if not ask_to_send(self._context.window, error.server.name, error.host):
                    return
                servers.keep(servers.servers.allowing(error.server.name))
            else:
                return

    def show_sent(self, review: Review, round_state: RoundState | None) -> None:
        """Show the requests of a round."""
        from reviser.gui.dialogs.requests import RequestsDialog

        exchanges = () if round_state is None else round_state.round.exchanges
        RequestsDialog(exchanges, self.summary(review, round_state), self._context.window).open()

    def _show_sent_here(self) -> None:
        """Show the requests of the round that is displayed."""
        if self._context.review is not None:
            self.show_sent(self._context.review, self._work.shown_round)

    def summary(self, review: Review, round_state: RoundState | None) -> str:
        """What the round took (time, tokens, cost), and what all rounds of the document took; empty if nothing was
        sent."""
        if self._servers is None or round_state is None:
            return ""
        try:
            here = translate(self._servers.cost(round_state.round.exchanges))
            rounds = review.state.rounds
            all_ = translate(self._servers.cost(exchange for each in rounds for exchange in each.round.exchanges))
        except UserError as error:
            return error_text(error)
        if not here:
            return ""
        lines = [_tr("This round: {cost}.").format(cost=here)]
        if all_ != here:
            lines.append(_tr("The document so far: {cost}.").format(cost=all_))
        return " ".join(lines)

    def is_embedded(self, round_settings: RoundSettings) -> bool:
        """Whether the embedded reviser will propose."""
        return (round_settings.reviser or self._known.default or EMBEDDED) == EMBEDDED

    def reviser_name(self, round_settings: RoundSettings) -> str:
        """The displayed name of the reviser and strategy that will propose."""
        known = self._known
        name = round_settings.reviser or known.default or EMBEDDED
        if self.is_embedded(round_settings):
            return reviser_name(name)
        server = next((server for server in known.all if server.name == name), None)
        return f"{name} · {model_name(server.model)}" if server is not None and server.model else name


THOUGHT = 60  # code points of a model's reasoning: what fits beside the text


def progress_sentence(pace: Pace, name: str = "", running_s: float = 0.0) -> str:
    """A sentence about the progress of a round, `running_s` seconds after its start. If there is no progress yet, it
    says that the round waits for `name`; `name` is empty during the first second."""
    if pace.waiting is not None:
        return _tr("Trying again in {seconds} s: {why}").format(
            seconds=f"{pace.waiting.seconds:.0f}", why=translate(pace.waiting.why)
        )
    if pace.thinking:
        last = pace.thinking[-THOUGHT:]
        thought = last if last == pace.thinking else f"…{last.partition(' ')[2] or last}"
        return _tr("{name} is thinking, {seconds} s so far: {thought}").format(
            name=name, seconds=f"{running_s:.0f}", thought=thought
        )
    if not pace.share:
        waits = _tr("Waiting for {name}: {seconds} s so far").format(name=name, seconds=f"{running_s:.0f}")
        return waits if running_s >= 1 else ""
    share = f"{100 * pace.share:.0f}"
    if pace.left_s is None:
        read = _tr("{share} % read").format(share=share)
        so_far = _tr("{read}, {seconds} s so far").format(read=read, seconds=f"{running_s:.0f}")
        return so_far if running_s >= 1 else read
    if pace.left_s < 60:
        return _tr("{share} % read, about {seconds} s left").format(share=share, seconds=f"{pace.left_s:.0f}")
    return _tr("{share} % read, about {minutes} min left").format(share=share, minutes=f"{pace.left_s / 60:.0f}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("RequestController", text)
