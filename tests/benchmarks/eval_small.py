"""A small chat model, by how it is asked: what share of its answers is of use.

    python -m tests.benchmarks.eval_small [--lists N] [--sentences N] [--only WAY] [--show]

The model is SmolLM2-135M-Instruct behind llama.cpp's own server, at temperature 0; says in one sentence what is missing
where it cannot be run. An answer is of use where it is an edit that has a place in the sentence, or the sentence
itself, changed or not; right, where the sentence then reads as it should.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from reviser.core.edit import Anchor, Intent, apply
from reviser.core.text import Span
from reviser.revisers.base import Request
from reviser.revisers.chat import Prompts
from reviser.revisers.chat.list_answer import ListAnswer
from reviser.revisers.chat.placement import EditPlacer
from reviser.revisers.chat.prompt_builder import PromptBuilder
from reviser.revisers.chat.schema import Suggestion, edits, suggestion
from reviser.revisers.chat.sections import Outline
from reviser.revisers.chat.sentence_answer import corrected
from reviser.revisers.net.http import HttpWire, connect
from reviser.revisers.net.wire import AnswerShape, Api, Ask, ChatMessage, Role, Server, Text
from tests.revisers.llama import MODEL, llama

# Each with how it should read; what is right should stay.
SENTENCES = (
    ("She go to the school every day.", "She goes to school every day."),
    ("The committee have recieved your letter.", "The committee has received your letter."),
    ("We was waiting for the bus since an hour.", "We have been waiting for the bus for an hour."),
    ("The weather was nice, and we walked home.", "The weather was nice, and we walked home."),
    ("He dont like the new teacher.", "He doesn't like the new teacher."),
    ("There is many reasons for this decision.", "There are many reasons for this decision."),
    ("I have saw this film two times.", "I have seen this film two times."),
    ("The results of the study are shown in the table.", "The results of the study are shown in the table."),
    ("Its a pity that the the museum is closed.", "It's a pity that the museum is closed."),
    ("They beleive that the problem can be solve.", "They believe that the problem can be solved."),
    ("My brother is more taller than me.", "My brother is taller than me."),
    ("The childs played in the garden all day.", "The children played in the garden all day."),
    ("Our method needs less memory than the others.", "Our method needs less memory than the others."),
    ("If I would have time, I would come.", "If I had time, I would come."),
    ("She speaks english very good.", "She speaks English very well."),
    ("Everyone of the students have a laptop.", "Every one of the students has a laptop."),
    ("The train arrived before we had reached the station.", "The train arrived before we had reached the station."),
    ("He definately knows were the keys are.", "He definitely knows where the keys are."),
    ("The informations in this book is old.", "The information in this book is old."),
    ("We look forward to hear from you.", "We look forward to hearing from you."),
    ("He has went home before the rain begun.", "He had gone home before the rain began."),
    ("The number of visitors are growing every year.", "The number of visitors is growing every year."),
    ("Neither of the answers was correct.", "Neither of the answers was correct."),
    ("I am agree with the last speaker.", "I agree with the last speaker."),
    ("The goverment will publish a new law tommorow.", "The government will publish a new law tomorrow."),
    ("Please discuss about this with your manager.", "Please discuss this with your manager."),
    ("Most of our samples came from two lakes.", "Most of our samples came from two lakes."),
    ("She suggested me to take the earlier flight.", "She suggested that I take the earlier flight."),
    ("Him and his sister lives near the river.", "He and his sister live near the river."),
    ("The water was to cold for swiming.", "The water was too cold for swimming."),
    ("These kind of errors is hard to find.", "These kinds of errors are hard to find."),
    ("The bridge has been closed since March.", "The bridge has been closed since March."),
    ("I did not knew that you was here.", "I did not know that you were here."),
    ("Their going to the market on foots.", "They're going to the market on foot."),
    ("Despite of the storm, the ship arrived.", "Despite the storm, the ship arrived."),
    ("You should to ask before you enter.", "You should ask before you enter."),
    ("A longer test would not change the result.", "A longer test would not change the result."),
    ("The machine don't works since yesterday.", "The machine hasn't worked since yesterday."),
    ("We seperated the samples in two group.", "We separated the samples into two groups."),
    ("How much people was at the meeting?", "How many people were at the meeting?"),
)
ONE_LINE = "Correct the grammar of this sentence and answer with the sentence only: "
LIST_TOKENS, SENTENCE_TOKENS = 120, 80


@dataclass
class Row:
    """How often, of `asked` sentences."""

    name: str
    asked: int = 0
    usable: int = 0
    changed: int = 0
    right: int = 0
    seconds: float = 0.0

    def count(self, result: str | None, sentence: str, wanted: str) -> None:
        """`result` is None where the answer was of no use."""
        self.asked += 1
        self.usable += result is not None
        self.changed += result is not None and result != sentence
        self.right += result == wanted

    @property
    def line(self) -> str:
        of = f"of {self.asked}"
        return (
            f"| {self.name} | {self.usable} {of} | {self.changed} {of} | {self.right} {of} "
            f"| {self.seconds / max(1, self.asked):.1f} |"
        )


async def answer(
    wire: HttpWire, messages: tuple[ChatMessage, ...], shape: AnswerShape, form: object, tokens: int
) -> str:
    """The first answer to a question."""
    schema = form if isinstance(form, dict) else None
    ask = Ask(MODEL, messages, schema, shape, max_tokens=tokens, temperature=0.0)
    return "".join([part.text async for part in wire.stream(ask) if isinstance(part, Text)])


Way = Callable[[HttpWire, PromptBuilder, str], str | None]


def by_list(shape: AnswerShape) -> Way:
    """Asks for a list of edits of a text of one sentence; gives the text that the usable ones make, None for none."""

    def ask(wire: HttpWire, prompt_builder: PromptBuilder, sentence: str) -> str | None:
        outline = Outline(sentence)
        section = outline.section([0])
        placer = EditPlacer(prompt_builder.request, "eval")
        form = edits(section.asked_sentences)
        messages = prompt_builder.about("propose", section, form)
        said = asyncio.run(answer(wire, messages, shape, form, LIST_TOKENS))
        listing = ListAnswer(
            "edits",
            "\n".join(message.text for message in messages),
            suggestion,
            lambda found: placer.has_place(found, section),
            lambda _: None,
            streams=False,
        )
        suggestions = [*listing.feed(said), *listing.finish(ended=True)]
        placed = [placer.place(found, section) for found in suggestions]
        proposals = [proposal for found in placed if not isinstance(found, str) for proposal in found]
        if not proposals and (suggestions or not listing.of_use):
            return None
        return apply(sentence, [proposal.edit for proposal in proposals])

    return ask


def by_sentence(
    conversation: Callable[[PromptBuilder, str], tuple[ChatMessage, ...]],
) -> Callable[[HttpWire, PromptBuilder, str], str | None]:
    """Asks for the sentence itself in these words."""

    def ask(wire: HttpWire, prompt_builder: PromptBuilder, sentence: str) -> str | None:
        said = asyncio.run(
            answer(wire, conversation(prompt_builder, sentence), AnswerShape.PLAIN, None, SENTENCE_TOKENS)
        )
        better = corrected(sentence, said)
        if better is None:
            return None
        made = Suggestion(1, Intent.OTHER, sentence, better, "")
        found = EditPlacer(prompt_builder.request, "eval").fit(Span(0, len(sentence)), better, made, Anchor.EXACT)
        return sentence if isinstance(found, str) else apply(sentence, [proposal.edit for proposal in found])

    return ask


RUNGS = {
    "list, by schema": by_list(AnswerShape.SCHEMA),
    "list, JSON": by_list(AnswerShape.OBJECT),
    "list, in words": by_list(AnswerShape.PLAIN),
    "sentence, one line": by_sentence(lambda _, sentence: (ChatMessage(Role.USER, ONE_LINE + sentence),)),
    "sentence, in turns": by_sentence(lambda told, sentence: told.sentence(Span(0, len(sentence)), "", "")),
}


@click.command()
@click.option("--lists", default=len(SENTENCES), help="Sentences that a list is asked for.")
@click.option("--sentences", default=len(SENTENCES), help="Sentences that are asked for by themselves.")
@click.option("--only", default="", help="Only the ways that have this in their name.")
@click.option("--show", is_flag=True, help="What became of each sentence.")
def main(lists: int, sentences: int, only: str, show: bool) -> None:
    """Print the table."""
    prompts = Prompts.load()
    with tempfile.TemporaryDirectory() as folder:
        try:
            with llama(Path(folder), context=4096) as running:
                wire = connect(Server("small", Api.OPENAI, running.address, model=MODEL), running.key)
                click.echo("| how it is asked | of use | with a change | right | s each |\n|---|--:|--:|--:|--:|")
                for name, ask in ((name, ask) for name, ask in RUNGS.items() if only in name):
                    row = Row(name)
                    for sentence, wanted in SENTENCES[: lists if name.startswith("list") else sentences]:
                        begun = time.monotonic()
                        result = ask(wire, PromptBuilder(Request(sentence), prompts), sentence)
                        row.seconds += time.monotonic() - begun
                        row.count(result, sentence, wanted)
                        if show:
                            click.echo(f"    {sentence} -> {result}", err=True)
                    click.echo(row.line)
        except pytest.skip.Exception as missing:
            click.echo(str(missing))


if __name__ == "__main__":
    main()
