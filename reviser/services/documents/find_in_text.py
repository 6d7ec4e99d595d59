"""Finding in the text in hand, in the background: what is asked last is answered, and the window goes on meanwhile."""

import asyncio
from collections.abc import Callable
from typing import Any

from reviser.core import find
from reviser.core.find import Matches, PatternError, Query, Replacements, TemplateError
from reviser.errors import UserError
from reviser.services.background_tasks import BackgroundTasks

Wrong = PatternError | TemplateError


class FindInText:
    """The searches of one window, one at a time: a new one ends the one before, of which nothing more is heard. Each is
    answered by what was found, or by what is wrong with the question."""

    def __init__(self, background_tasks: BackgroundTasks) -> None:
        self._background_tasks = background_tasks
        self._job = ""

    @property
    def busy(self) -> bool:
        return bool(self._job)

    def find(self, text: str, query: Query, done: Callable[[Matches | Wrong], None]) -> None:
        """All matches in a text."""
        self._run(lambda: find.find(text, query), done)

    def replace_all(
        self, text: str, query: Query, template: str, line_end: str, done: Callable[[Replacements | Wrong], None]
    ) -> None:
        """What replacing all matches changes."""
        self._run(lambda: find.replace_all(text, query, template, line_end), done)

    def forget(self) -> None:
        """Nobody waits for it any more."""
        self._background_tasks.forget(self._job)
        self._job = ""

    def _run(self, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        def tried() -> object:
            try:
                return work()
            except (PatternError, TemplateError) as error:
                return error

        def answered(answer: object) -> None:
            self._job = ""
            done(answer)

        self.forget()
        self._job = self._background_tasks.run(lambda: asyncio.to_thread(tried), answered, self._failed)

    def _failed(self, _: UserError) -> None:
        """The program ends: nothing is answered any more."""
        self._job = ""
