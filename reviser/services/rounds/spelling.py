"""Spelling suggestions for a word, computed in the background; only the latest request is answered."""

import asyncio
from collections.abc import Callable

from reviser.errors import UserError
from reviser.revisers.base import Misspelling, Request, SpellingChecker
from reviser.services.background_tasks import BackgroundTasks


class SpellingQuery:
    """`make` creates the spelling checker; it can take a second and is called in the background. `warm`: the
    dictionaries have been requested."""

    def __init__(self, background_tasks: BackgroundTasks, make: Callable[[], SpellingChecker]) -> None:
        self._background_tasks = background_tasks
        self._make = make
        self._job = ""
        self.warm = False

    def warm_up(self, dialect: str) -> None:
        """Load the dictionaries in the background once, so that the first request and the first round do not wait for
        them."""
        if self.warm:
            return
        self.warm = True

        async def work() -> None:
            checker = await asyncio.to_thread(self._make)
            await checker.warm_up(dialect)

        self._background_tasks.run(work, lambda _: None, lambda _: None)

    def look_up(self, prepare: Callable[[], Request], at: int, done: Callable[[Misspelling | None], None]) -> None:
        """Check the word at the code point `at` of the text in the request that `prepare` returns (called in the
        background). `done` receives the result, unless another request or `forget` comes first."""

        async def work() -> Misspelling | None:
            checker = await asyncio.to_thread(self._make)
            return await checker.misspelling(await asyncio.to_thread(prepare), at)

        def answered(answer: Misspelling | None) -> None:
            self._job = ""
            done(answer)

        self.forget()
        self._job = self._background_tasks.run(work, answered, self._failed)

    def forget(self) -> None:
        """Drop the running request."""
        self._background_tasks.forget(self._job)
        self._job = ""

    def _failed(self, _: UserError) -> None:
        """The program ends: nothing is answered any more."""
        self._job = ""
