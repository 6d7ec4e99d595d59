"""Finds in the current text in the background; only the latest request is answered."""

import asyncio
from collections.abc import Callable
from typing import Any

from reviser.core import find
from reviser.core.find import Matches, PatternError, Query, Replacements, TemplateError
from reviser.errors import UserError
from reviser.services.background_tasks import BackgroundTasks

Wrong = PatternError | TemplateError


class FindInText:
    """The searches of one window, one at a time: a new one stops the one before, whose result is dropped. The result is
    the matches, or the error in the query."""

    def __init__(self, background_tasks: BackgroundTasks) -> None:
        self._background_tasks = background_tasks
        self._job = ""

    @property
    def busy(self) -> bool:
        return bool(self._job)

    def find(self, text: str, query: Query, done: Callable[[Matches | Wrong], None]) -> None:
        """Find all matches in a text."""
        self._run(lambda: find.find(text, query), done)

    def replace_all(
        self, text: str, query: Query, template: str, line_end: str, done: Callable[[Replacements | Wrong], None]
    ) -> None:
        """Compute the replacement of all matches."""
        self._run(lambda: find.replace_all(text, query, template, line_end), done)

    def forget(self) -> None:
        """Drop the running search."""
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
        """The program ends: no more results."""
        self._job = ""
