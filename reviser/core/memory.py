"""What the next round is told of the decisions so far: a frozen value that every reviser takes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The person replaced the proposed correction `before` -> `proposed` by their own `after`."""

    before: str
    proposed: str
    after: str


@dataclass(frozen=True, slots=True)
class Memory:
    """`words`: the writer's own words, never to be corrected (document's and person's dictionary, exact spelling).
    `silenced`: rules that propose nothing in this document ("plain/utilize").
    `forms`: by `Proposal.form`, the text accepted once: this document's form.
    `rewrites`: the person's own corrections, to be proposed in place of the reviser's."""

    words: frozenset[str] = frozenset()
    silenced: frozenset[str] = frozenset()
    forms: tuple[tuple[str, str], ...] = ()
    rewrites: tuple[Rewritten, ...] = ()
