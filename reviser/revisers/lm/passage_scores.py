"""The language model as a scorer of wordings. `scoring` explains the scores."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.lm.engine import Engine
from reviser.revisers.lm.model_file import ModelFile
from reviser.revisers.lm.steps import Steps
from reviser.revisers.lm.weights import WeightsError
from reviser.revisers.scoring import PassageWordings, WordingScore

_STEP = 0.05  # seconds of work between two checks for cancellation

_Scores = list[tuple[WordingScore, ...]]


class ModelScorer:
    """Scores with a language model. `find_model` returns the model's file, None if there is none, and raises UserError
    if it cannot be used. `engine` does the work, in this scorer's own thread or in a process."""

    def __init__(self, find_model: Callable[[], ModelFile | None], engine: Engine) -> None:
        self._find_model = find_model
        self._engine = engine
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="wordings")

    @property
    def name(self) -> str:
        return "model"

    def check(self) -> None:
        """Raises ReviserError if there is no model, and UserError if its file cannot be used."""
        self._model()

    async def scores(self, passages: Sequence[PassageWordings]) -> _Scores:
        """As `PassageScorer.scores`."""
        model = self._model()
        loop = asyncio.get_running_loop()
        steps = self._engine.score_wordings(model.path, passages)
        try:
            while True:
                found = await loop.run_in_executor(self._thread, _advance, steps)
                if found is not None:
                    return found
        except (WeightsError, OSError) as error:
            reason = error.strerror or error if isinstance(error, OSError) else error
            raise ReviserError(
                message(
                    "The language model cannot be read ({reason}): get it again with reviser models get.", reason=reason
                )
            ) from error
        finally:
            # A step may still run in the thread, and a running generator cannot be closed: close it behind that step.
            self._thread.submit(steps.close)

    def _model(self) -> ModelFile:
        found = self._find_model()
        if found is None:
            raise ReviserError(
                message("There is no language model here to score wordings with: get it with reviser models get.")
            )
        return found


def _advance(steps: Steps[_Scores]) -> _Scores | None:
    """Work for about `_STEP` seconds. Returns the scores if the work is finished, else None."""
    until = time.monotonic() + _STEP
    try:
        while time.monotonic() < until:
            next(steps)
    except StopIteration as end:
        found: _Scores = end.value
        return found
    return None
