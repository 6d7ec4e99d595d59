"""Self-refine: the loop of Madaan et al. (2023), with its stop. Any reviser proposes, a chat model criticises."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace

from reviser.core.edit import Proposal
from reviser.messages import message
from reviser.revisers.base import Output, Request, Reviser, Unusable
from reviser.revisers.chat.judging import AT_ONCE, Judge, JudgedPassage, reworded, units
from reviser.revisers.chat.placement import EditPlacer
from reviser.revisers.chat.reviser import Chat
from reviser.revisers.chat.schema import Suggestion
from reviser.revisers.strategies.candidate_places import has_place
from reviser.revisers.strategies.streams import outputs_of


class SelfRefine:
    """Propose, criticise, word better what the critic would change, and again; until the critic is content, or
    `turns` are over."""

    def __init__(self, inner: Reviser, critic: Chat, turns: int = 2) -> None:
        self._inner = inner
        self._critic = critic
        self._turns = turns

    @property
    def name(self) -> str:
        return f"{self._inner.name} self-refine"

    async def revise(self, request: Request) -> AsyncIterator[Output]:
        judge = Judge(await self._critic.talk(), self._critic.prompt_builder(request), request)
        placer = EditPlacer(request, self._critic.name)  # what is worded anew is the critic's
        waiting: list[Proposal] = []  # arrived, and not judged yet
        stream = outputs_of(self._inner, request, judge.failures)
        try:
            async with aclosing(stream) as outputs:
                async for output in outputs:
                    if not isinstance(output, Proposal):
                        yield output
                        continue
                    waiting.append(output)
                    ready = units(waiting)
                    if len(ready) > AT_ONCE:  # the last one may have more to come
                        refined = await self._refined(ready[:-1], judge, placer)
                        waiting = list(ready[-1].proposals)
                        for better in refined:
                            yield better
            refined = await self._refined(units(waiting), judge, placer)
            waiting = []
            for better in refined:
                yield better
        finally:
            # The round was cancelled before these were judged: what had arrived is kept.
            for proposal in waiting:
                request.late(proposal)
        if judge.failures:
            raise judge.failures[0]

    async def _refined(self, ready: Sequence[JudgedPassage], judge: Judge, placer: EditPlacer) -> list[Output]:
        """What is left of the units after criticism, with what was asked."""
        outputs: list[Output] = []
        text = judge.request.text
        for unit in ready:
            if not has_place(unit):  # nobody can be shown it in a sentence
                placer.take(unit.edits)
                outputs += unit.proposals
        open_ = dict(enumerate(filter(has_place, ready), 1))
        wording = {number: reworded(text, unit) for number, unit in open_.items()}
        said: dict[int, str] = {}
        questioned = list(open_)
        for _ in range(self._turns):
            if not questioned:
                break
            listed = "\n".join(_described(number, open_[number], wording[number], judge) for number in questioned)
            verdicts = await judge.verdicts("criticise", listed, outputs)
            if verdicts is None:
                break
            choices = {number: verdicts[number] for number in questioned if number in verdicts}
            for number in [number for number, verdict in choices.items() if verdict.choice.casefold() == "drop"]:
                del open_[number]
                outputs.append(Unusable(message("an edit that the model itself withdrew"), withdrawn=True))
            change = [number for number, verdict in choices.items() if verdict.choice.casefold() == "change"]
            if not change:
                break
            listed = "\n".join(
                f"{_described(number, open_[number], wording[number], judge)}\n    the critic: {choices[number].why}"
                for number in change
            )
            better = await judge.verdicts("revise", listed, outputs) or {}
            questioned = []
            for number in change:
                new = better.get(number)
                if new is not None and new.choice != wording[number]:
                    wording[number], said[number] = new.choice, new.why
                    questioned.append(number)
        for number, unit in open_.items():
            if number not in said:
                placer.take(unit.edits)
                outputs += unit.proposals
        for number in said.keys() & open_.keys():
            unit = open_[number]
            first = unit.proposals[0]
            suggestion = Suggestion(0, first.intent, unit.hull.of(text), wording[number], said[number])
            found = placer.reworded(unit.hull, suggestion, first)
            outputs += [Unusable(found)] if isinstance(found, str) else map(_regrouped, found)
        return outputs


def _regrouped(proposal: Proposal) -> Proposal:
    """Groups are counted by who proposes, and the critic may have proposed too."""
    return replace(proposal, group=f"{proposal.group} refined") if proposal.group else proposal


def _described(number: int, passage: JudgedPassage, wording: str, judge: Judge) -> str:
    first = passage.proposals[0]
    return f"P{number} ({first.intent}; {first.explanation})\n{judge.shown(passage.hull, [wording], first=0)}"
