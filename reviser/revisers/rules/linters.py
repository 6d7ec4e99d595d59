"""Harper's Linters: one for each thread and dialect."""

import threading

from harper import Dialect, Linter

DIALECTS = {
    "American": Dialect.AMERICAN,
    "British": Dialect.BRITISH,
    "Canadian": Dialect.CANADIAN,
    "Australian": Dialect.AUSTRALIAN,
}
RENEWED = 20_000  # code points that a Linter reads: 0.4 s of work


def load(dialect: str) -> None:
    """Load the dictionary, which all threads share: 0.5 s, in which other threads go on."""
    Linter(DIALECTS[dialect])


class Linters:
    """A Linter is built at the first use in each thread, and belongs to that thread: 0.5 s for the first in a process,
    which loads the dictionary for all, 5 ms for each other. It remembers what it said of a thousand clauses, 120 MB in
    all, so a new one takes its place after `RENEWED` code points."""

    def __init__(self) -> None:
        self._local = threading.local()

    def of(self, dialect: str, reading: int = 0) -> Linter:
        """This thread's. `reading`: how many code points it is to read."""
        linters: dict[str, Linter] | None = getattr(self._local, "linters", None)
        read: int = getattr(self._local, "read", 0)
        if linters is None or read > RENEWED:
            linters, read = {}, 0
        self._local.linters, self._local.read = linters, read + reading
        if dialect not in linters:
            linters[dialect] = Linter(DIALECTS[dialect])
        return linters[dialect]
