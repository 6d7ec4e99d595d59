"""The interfaces of the layers inside the embedded reviser: synchronous, offline, and stoppable between two outputs.

A layer knows nothing of threads or of other layers. `embedded.py` runs the layers, resolves overlaps and applies what
the person has decided about words, rules and rewrites."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from reviser.core.edit import Edit, Proposal
from reviser.revisers.base import Found, Request


class Layer(Protocol):
    """A source of proposals. `name` is the first part of its rules ("harper", "plain", "consistency")."""

    @property
    def name(self) -> str: ...

    def find(self, request: Request) -> Iterator[Found]:
        """Yield proposals and remarks with places in `request.text`. Something is yielded at least once for each
        paragraph, ReadProgress if nothing else, so that the caller can stop. No proposal touches a protected span."""
        ...


class SecondReader(Protocol):
    """A source of proposals that reads the text with the proposals of the layers applied."""

    @property
    def name(self) -> str: ...

    def begin(self) -> bool:
        """Called at the beginning of a round. Starts preparations that take long, without blocking the caller. Returns
        whether the reader can work in this round, so that proposals may wait for it."""
        ...

    def waits_for(self, proposal: Proposal) -> bool:
        """Whether `rank` may change or hold back this proposal. Called for every proposal, so it must be fast."""
        ...

    def rank(self, request: Request, proposals: Sequence[Proposal], settled: Sequence[Edit]) -> Iterator[Found]:
        """Yield each of `proposals` that is not held back once, in their order, with the most likely of its
        alternatives as its `after`. None of them overlaps `settled`, the edits that reach the person unchanged."""
        ...

    def find(self, request: Request, settled: Sequence[Proposal]) -> Iterator[Found]:
        """As `Layer.find`. `settled` are the proposals that have reached the person so far; they do not overlap."""
        ...
