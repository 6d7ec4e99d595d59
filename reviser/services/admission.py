"""What a reviser proposes on its way to the document: checked against the syntax, and looked at for risks.

Runs in the background, so that the window only has to show it.
"""

from dataclasses import replace

from reviser.core.edit import Proposal
from reviser.core.risk import risks
from reviser.documents.base import Guard


def admitted(base: str, guard: Guard, proposal: Proposal) -> Proposal | None:
    """The proposal with its risks, and with those alternatives that break nothing. None where it would touch what is
    protected or change the document's structure. `guard` is that of `base`."""
    edit = proposal.edit
    if edit.span.of(base) == edit.before:
        if not guard.keeps(edit):
            return None
        kept = tuple(after for after in proposal.alternatives if guard.keeps(replace(edit, after=after)))
        return replace(proposal, alternatives=kept, risk=(*proposal.risk, *risks(base, edit)))
    return proposal  # about another text: the session sets it aside and counts it
