"""Harper's Linter objects, one for each thread and dialect."""

import threading

from harper import Dialect, Linter

DIALECTS = {
    "American": Dialect.AMERICAN,
    "British": Dialect.BRITISH,
    "Canadian": Dialect.CANADIAN,
    "Australian": Dialect.AUSTRALIAN,
}
RENEWED = 20_000  # code points after which a Linter is replaced: 0.4 s of work


def load(dialect: str) -> None:
    """Load the dictionary that all threads share. Takes 0.5 s, during which other threads can run."""
    Linter(DIALECTS[dialect])


class Linters:
    """Builds a Linter at its first use in each thread; it may be used only in that thread. The first Linter of a
    process loads the dictionary (0.5 s), each later one takes 5 ms. A Linter caches its findings in a thousand clauses
    (120 MB in all), so it is replaced after `RENEWED` code points."""

    def __init__(self) -> None:
        self._local = threading.local()

    def of(self, dialect: str, reading: int = 0) -> Linter:
        """The Linter of this thread for `dialect`. `reading` is how many code points it will read."""
        linters: dict[str, Linter] | None = getattr(self._local, "linters", None)
        read: int = getattr(self._local, "read", 0)
        if linters is None or read > RENEWED:
            linters, read = {}, 0
        self._local.linters, self._local.read = linters, read + reading
        if dialect not in linters:
            linters[dialect] = Linter(DIALECTS[dialect])
        return linters[dialect]
