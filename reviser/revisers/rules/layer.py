"""One way of finding edits inside an embedded reviser: synchronous, offline, stoppable between two outputs.

Layers know nothing of threads or of each other; `embedded.py` runs them, settles what overlaps and applies what the
person has already decided about words, rules and rewrites.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from reviser.core.edit import Edit, Proposal
from reviser.revisers.base import Found, Request


class Layer(Protocol):
    """A source of proposals. `name` begins the rules it proposes by ("harper", "plain", "consistency")."""

    @property
    def name(self) -> str: ...

    def find(self, request: Request) -> Iterator[Found]:
        """Proposals and remarks in the coordinates of `request.text`, with Progress or something else at least once a
        paragraph, so that the caller can stop between two of them. No proposal touches a protected span."""
        ...


class SecondReader(Protocol):
    """A source of proposals that reads the text as it would stand with what the layers propose."""

    @property
    def name(self) -> str: ...

    def begin(self) -> bool:
        """A round begins: what takes long to get ready may be begun, where that takes none of the caller's time.
        Whether it has what it reads with, so that proposals may wait for it."""
        ...

    def waits_for(self, proposal: Proposal) -> bool:
        """Whether `rank` may change what `proposal` of a layer writes. Asked of every proposal: it looks nothing up."""
        ...

    def rank(self, request: Request, proposals: Sequence[Proposal], settled: Sequence[Edit]) -> Iterator[Found]:
        """Each of `proposals` once, with the likeliest of its alternatives in first place. They overlap nothing of
        `settled`, which reach the person as they are."""
        ...

    def find(self, request: Request, settled: Sequence[Proposal]) -> Iterator[Found]:
        """As a layer has it; `settled` are the proposals that reach the person so far, not overlapping."""
        ...
