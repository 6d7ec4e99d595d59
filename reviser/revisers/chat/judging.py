"""Judging of proposals by a model: how they are shown to it, and how its judgements are read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TypeVar

from reviser.core.edit import Edit, Proposal, apply_within
from reviser.core.segment import Sentences
from reviser.core.text import Span
from reviser.errors import ReviserError
from reviser.revisers.base import Output, Request
from reviser.revisers.chat import schema
from reviser.revisers.chat.client import ChatClient, NoListError, Question
from reviser.revisers.chat.prompt_builder import PromptBuilder
from reviser.revisers.chat.schema import Judgement, Malformed, one_line

T = TypeVar("T")

AT_ONCE = 12  # proposals, or places, that are judged in one request
_LONGEST = 400  # code points of a sentence as it is shown, so that twelve of them fit any context
_ANSWER = 1_500  # tokens
_OPEN, _CLOSE = ">>>", "<<<"


@dataclass(frozen=True, slots=True)
class JudgedPassage:
    """Proposals that are decided together: those of a group, or a single one."""

    proposals: tuple[Proposal, ...]

    @property
    def hull(self) -> Span:
        """The span from the first edit to the last."""
        edits = [proposal.edit for proposal in self.proposals]
        return Span(min(edit.start for edit in edits), max(edit.end for edit in edits))

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(proposal.edit for proposal in self.proposals)


def units(proposals: Iterable[Proposal]) -> list[JudgedPassage]:
    """The proposals grouped by what is decided together, in the order in which each unit began."""
    found: list[list[Proposal]] = []
    by_group: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        if proposal.group and proposal.group in by_group:
            by_group[proposal.group].append(proposal)
            continue
        found.append([proposal])
        if proposal.group:
            by_group[proposal.group] = found[-1]
    return [JudgedPassage(tuple(each)) for each in found]


@dataclass
class Judge:
    """A model that judges in one round. `failures`: the errors, reported at the end."""

    talk: ChatClient
    told: PromptBuilder
    request: Request
    failures: list[ReviserError] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sentences = Sentences(self.request.text)

    def passage(self, hull: Span) -> Span:
        """The span of the sentences that contain `hull`."""
        start = self._sentences.at(hull.start)
        end = self._sentences.at(max(hull.start, hull.end - 1))
        return Span(start.start, max(end.end, hull.end))

    def shown(self, hull: Span, wordings: Sequence[str], *, first: int) -> str:
        """The sentences around `hull` as they are, and with each of `wordings` in place of `hull`, numbered from
        `first`."""
        text, passage = self.request.text, self.passage(hull)
        left, right = text[passage.start : hull.start], text[hull.end : passage.end]
        lines = [f"as it is: {self._line(left, hull.of(text), right)}"]
        for number, wording in enumerate(wordings, first):
            name = f"{number}: " if first else "would be: "
            lines.append(f"{name}{self._line(left, wording, right)}")
        return "\n".join(f"    {line}" for line in lines)

    def _line(self, left: str, middle: str, right: str) -> str:
        room = max(80, (_LONGEST - len(middle)) // 2)
        return one_line(f"{left[-room:]}{_OPEN}{middle}{_CLOSE}{right[:room]}", 3 * _LONGEST)

    async def verdicts(self, prompt: str, listed: str, outputs: list[Output]) -> dict[int, Judgement] | None:
        """The model's judgements of the numbered items in `listed`; None if the model cannot be asked in this way, or
        failed. The requests are added to `outputs`; if the round is cancelled, they are passed to `late`."""
        found = await self.entries(prompt, ("verdicts", schema.VERDICTS), schema.verdict, listed, outputs)
        if found is None:
            return None
        said: dict[int, Judgement] = {}
        for verdict in found:
            said.setdefault(verdict.number, verdict)
        return said

    async def entries(
        self,
        prompt: str,
        form: tuple[str, Mapping[str, object]],
        read: Callable[[object], T | Malformed],
        listed: str,
        outputs: list[Output],
    ) -> list[T] | None:
        """What the model answers to `prompt` about the numbered items in `listed`: a list under the key and with the
        schema of `form`, each entry as `read` reads it. None and the requests as `verdicts` has them."""
        key, fields = form
        version = self.told.prompts.version(prompt)
        question = Question(prompt, version, self.told.judging(prompt, listed, fields), key, fields, _ANSWER)
        said: list[T] = []
        ended = False
        try:
            async with aclosing(self.talk.entries(question, read, outputs.append)) as found:
                async for entry in found:
                    said.append(entry)
            ended = True
        except NoListError:
            ended = True
            return None
        except ReviserError as error:
            ended = True
            self.failures.append(error)
            return said or None
        finally:
            if not ended:  # cancelled: nobody will take what stands in `outputs`
                for output in outputs:
                    self.request.late(output)
        return said


def reworded(text: str, passage: JudgedPassage) -> str:
    """The text of the unit's hull with its edits."""
    return apply_within(text, passage.hull, passage.edits)
