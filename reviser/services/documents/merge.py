"""Merges histories in the background for the window: of several annotators, or of one person with several machines."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from reviser.errors import UserError
from reviser.history.merge.merge import MergeProgress, merge
from reviser.history.merge.merge_rows import Merged
from reviser.messages import message
from reviser.services.documents.library import Library

__all__ = ["MergeJobs", "MergeProgress", "Merged", "merge"]


class MergeJobs:
    """A merge in the background, with progress and a way to stop it."""

    def __init__(self, library: Library, into: Path, others: Sequence[Path]) -> None:
        self.progress = MergeProgress(others[0], 0, 0)
        self._library = library
        self._into = into
        self._others = tuple(others)
        self._stopping = threading.Event()

    def begin(self, done: Callable[[list[Merged]], None], failed: Callable[[UserError], None]) -> None:
        """Start; one of the two functions is called at the end."""
        self._library.background(lambda: merge(self._into, self._others, on_progress=self._on_progress), done, failed)

    def stop(self) -> None:
        """Stop soon; what was merged stays."""
        self._stopping.set()

    def _on_progress(self, progress: MergeProgress) -> None:
        self.progress = progress
        if self._stopping.is_set():
            raise UserError(
                message("The merge was stopped. What was merged is kept; merging again continues from there.")
            )
