"""The sample document is what a person sees first: every intent is in it, and a remark."""

from reviser.assets import asset
from reviser.core.edit import Intent, Proposal, Remark
from reviser.core.memory import Memory
from reviser.documents.markdown import Markdown
from reviser.revisers.embedded import default_layers, outputs_of
from reviser.services.rounds.proposal_checks import ProposalChecks
from reviser.services.rounds.round_settings import RoundSettings


def test_the_sample_shows_every_intent_and_a_remark() -> None:
    text = asset("samples", "sample.md").read_text(encoding="utf-8")
    proposal_checks = ProposalChecks(text, Markdown())
    outputs = list(outputs_of(default_layers(), proposal_checks.request(Memory(), "American", RoundSettings())))
    proposed = [output for output in outputs if isinstance(output, Proposal)]
    admitted = [found for found in map(proposal_checks.admit, proposed) if isinstance(found, Proposal)]
    assert len(admitted) == len(proposed)
    assert {proposal.intent for proposal in admitted} == set(Intent)
    assert any(proposal.risk for proposal in admitted)
    assert [output.rule for output in outputs if isinstance(output, Remark)] == ["harper/LongSentences"]
