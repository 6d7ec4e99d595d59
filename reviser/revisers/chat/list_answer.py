"""The list in one answer: entries that pass the check are passed on, the others are counted.

An answer is held until it ends, because only then is it known which of its lists is meant. If an earlier answer of the
model consisted of its list alone, entries are passed on as they arrive."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Generic, TypeVar

from reviser.messages import message
from reviser.revisers.base import Output, Unusable
from reviser.revisers.chat.escapes import Escapes, as_meant, commands_in, mended
from reviser.revisers.chat.json_lists import FoundList, lists_in, meant, unpacked
from reviser.revisers.chat.schema import Malformed
from reviser.revisers.chat.stream import Entries

MOST_ENTRIES = 200  # entries of one answer that are read
MISPLACED = 3  # entries at the beginning of a list; if none of them has a place, the rest is not awaited

_BARE = re.compile(r"\s*(?:```\w*\s*)?(?:\{|\[\s*[{\[\]])")  # not "[THINK]"
_REST = re.compile(r"[\s\]}`]*")

T = TypeVar("T")


class ListAnswer(Generic[T]):
    """Reads one answer to a question with the texts `prompt`, for the list under `key`. `check` converts an entry,
    `fits` tells whether it has a place in the text. Counts of rejected entries go to `sink`. `streams`: pass on entries
    as they arrive."""

    def __init__(
        self,
        key: str,
        prompt: str,
        check: Callable[[object], T | Malformed],
        fits: Callable[[T], bool],
        sink: Callable[[Output], None],
        *,
        streams: bool,
    ) -> None:
        self.good = 0
        self.misplaced = False  # nothing at the beginning of the list has a place
        self._key = key
        self._prompt = prompt
        self._known = commands_in([prompt])
        self._check = check
        self._fits = fits
        self._sink = sink
        self._streams = streams
        self._reader = Entries(key)
        self._escapes = Escapes()
        self._pieces: list[str] = []
        self._count = 0
        self._seen = self._placed = 0  # entries that the reader gave, and those of them that have a place
        self._bare = False  # the answer begins with its list
        self._ended = False

    @property
    def full(self) -> bool:
        """Whether no more entries are read."""
        return self._seen > MOST_ENTRIES

    @property
    def text(self) -> str:
        """The whole text so far."""
        return "".join(self._pieces)

    def feed(self, piece: str) -> Iterator[T]:
        """The entries that `piece`, the next part of the answer, makes available."""
        self._pieces.append(piece)
        entries = self._reader.feed(self._escapes.feed(piece))
        if entries and not self._seen:
            self._bare = _BARE.match(self.text) is not None
        for entry in entries:
            self._watch(entry)
        if self._streams and self._bare:
            yield from self._checked(entries)

    def finish(self, *, ended: bool) -> Iterator[T]:
        """The remaining entries of the meant list at the end of the answer. `ended` is false if the answer broke
        off."""
        self._ended = ended
        chosen = self.chosen
        first = self._lists[0].span if self._lists else None
        if self._streams and self._bare and (chosen is None or chosen.span == first):
            rest = self._reader.feed(self._escapes.rest()) + self._reader.finish()
            broken = self._reader.broken
        else:
            rest = [] if chosen is None else list(chosen.entries)
            broken = 0 if chosen is None else chosen.broken
        yield from self._checked(rest)
        if broken:
            self._sink(Unusable(message("an incomplete entry"), broken))

    @property
    def chosen(self) -> FoundList | None:
        """The list that is meant. Call this only after the last piece."""
        return self._chosen if self._ended else self._chosen_of_broken

    @cached_property
    def _chosen(self) -> FoundList | None:
        return meant(self._answer, self._lists, self._prompt, self._is_good, ended=True)

    @cached_property
    def _chosen_of_broken(self) -> FoundList | None:
        return meant(self._answer, self._lists, self._prompt, self._is_good, ended=False)

    @cached_property
    def _answer(self) -> str:
        return unpacked(mended(self.text), self._key)

    @cached_property
    def _lists(self) -> list[FoundList]:
        return lists_in(self._answer, self._key)

    def is_whole(self, _: str, clean: bool) -> bool:
        """Whether the end of the meant list has arrived. `clean`: the connection was closed properly. Call this only
        after the last piece."""
        chosen = self._chosen if clean else self._chosen_of_broken
        return chosen is not None and chosen.closed

    @property
    def of_use(self) -> bool:
        """Whether the whole answer was a list of the requested form, possibly an empty one."""
        chosen = self.chosen
        return self.good > 0 or (chosen is not None and chosen.whole and not chosen.entries)

    @property
    def bare(self) -> bool:
        """Whether the answer was one list and nothing else."""
        answer = mended(self.text)
        return (
            len(self._lists) == 1
            and self._lists[0].whole
            and _BARE.match(answer) is not None
            and _REST.fullmatch(answer, self._lists[0].span.end) is not None
        )

    def _watch(self, entry: object) -> None:
        self._seen += 1
        if self._bare and self._seen <= MISPLACED and not self._placed:
            found = self._check(as_meant(entry, self._known))
            self._placed += not isinstance(found, Malformed) and self._fits(found)
            self.misplaced = self._seen == MISPLACED and not self._placed

    def _is_good(self, entry: object) -> bool:
        return not isinstance(self._check(as_meant(entry, self._known)), Malformed)

    def _checked(self, entries: Iterable[object]) -> Iterator[T]:
        for entry in entries:
            self._count += 1
            if self._count > MOST_ENTRIES:
                self._sink(
                    Unusable(
                        message(
                            "more than {most} entries in one answer; the rest was not read",
                            most=MOST_ENTRIES,
                        )
                    )
                )
                return
            found = self._check(as_meant(entry, self._known))
            if isinstance(found, Malformed):
                self._sink(Unusable(message("an entry with {why}", why=found.why)))
            else:
                self.good += 1
                yield found
