"""The reviser that is always available: offline, in process, without a key. Its layers correct the text and make it
clear and consistent.

The layers are synchronous generators. They are advanced in small steps in one thread of their own, because a Harper
Linter may be used in one thread only. Each step's proposals are awaited, so the reader's pace limits what is produced
ahead, and a cancelled reader stops the work at the end of a step, well under a second."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Thread

from reviser.core.edit import Edit, Proposal, Remark
from reviser.core.text import Span
from reviser.revisers.as_read import AsRead
from reviser.revisers.base import Found, Misspelling, ReadProgress, Request
from reviser.revisers.rules import inflect, linters
from reviser.revisers.rules.conflicts import ConflictResolver
from reviser.revisers.rules.consistency import Consistency
from reviser.revisers.rules.grammar import Grammar
from reviser.revisers.rules.harper import Harper
from reviser.revisers.rules.languages import Foreign, Languages, remark, spans
from reviser.revisers.rules.layer import Layer, SecondReader
from reviser.revisers.rules.layout import laid_out
from reviser.revisers.rules.plain import PlainLanguage
from reviser.revisers.rules.protected_words import merged, symbolic_spans
from reviser.revisers.rules.recheck import Recheck
from reviser.revisers.rules.spelling_lookup import Lookup

_STEP = 0.05  # seconds of work between two checks for cancellation
_UNKNOWN = "Teh words are read before anybody asks."  # a text that makes the layers read all their tables
DOCUMENT_LEVEL = frozenset({"consistency"})  # layers that propose nothing before they have read the whole document


class Embedded:
    """The layers as one reviser."""

    def __init__(
        self,
        layers: Iterable[Layer],
        off: Iterable[str] = (),
        languages: Languages | None = None,
        second: SecondReader | None = None,
    ) -> None:
        """`off` has the names of the layers that are switched off; ValueError if one does not exist. `languages` finds
        text that is not in English; without it all text counts as English. `second` reads the text with the proposals
        of the layers."""
        everything = tuple(layers)
        unknown = set(off) - {layer.name for layer in everything} - ({second.name} if second else set())
        if unknown:
            raise ValueError(f"no such layer: {', '.join(sorted(unknown))}")
        self._second = second if second is not None and second.name not in set(off) else None
        self._layers = tuple(layer for layer in everything if layer.name not in set(off))
        self._languages = languages
        # Share the dictionary of the Harper layer, even if that layer is off.
        harper = next((layer for layer in everything if isinstance(layer, Harper)), None)
        self._lookup = Lookup(harper or Harper(), languages)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedded")

    @property
    def name(self) -> str:
        return "embedded"

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of the layers that are on."""
        names = tuple(layer.name for layer in self._layers)
        return names if self._second is None else (*names, self._second.name)

    async def revise(self, request: Request) -> AsyncIterator[Found]:
        loop = asyncio.get_running_loop()
        request = replace(request, protected=merged((*request.protected, *request.locked)))
        outputs = self._outputs(request)
        try:
            while True:
                step = await loop.run_in_executor(self._thread, _advance, outputs)
                for output in step.outputs:
                    yield output
                if step.finished:
                    return
        finally:
            # A step may still run in the thread, and a running generator cannot be closed: close it behind that step.
            self._thread.submit(outputs.close)

    def _outputs(self, request: Request) -> Generator[Found, None, None]:
        """The outputs of the layers. If the request has readings, the layers read the text with these in place of its
        markup."""
        if not request.readings:
            yield from outputs_of(self._layers, request, self._languages, self._second)
            return
        read = AsRead(request)
        for output in outputs_of(self._layers, read.request, self._languages, self._second):
            found = read.back(output)
            if found is not None:
                yield found

    def preload(self, dialect: str) -> None:
        """Start loading the slowest data, in threads of their own. With two processors this halves the wait of the
        first round. A failure is ignored here; the round that needs the data fails again and reports it."""
        for load in (partial(linters.load, dialect), self._load_tables):
            Thread(target=_tried, args=(load,), name="preload", daemon=True).start()

    def _load_tables(self) -> None:
        if self._languages is not None:
            self._languages.load()
        inflect.load()

    async def warm_up(self, dialect: str) -> None:
        """As `SpellingChecker.warm_up`. The model of `second` is not loaded, because of its memory."""
        loop = asyncio.get_running_loop()
        outputs = outputs_of(self._layers, Request(_UNKNOWN, dialect=dialect), self._languages)
        while not (await loop.run_in_executor(self._thread, _advance, outputs)).finished:
            pass

    async def misspelling(self, request: Request, at: int) -> Misspelling | None:
        """As `SpellingChecker.misspelling`. It is called between two steps of a round that is running."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._lookup.misspelling, request, at)

    def close(self) -> None:
        """End the thread after its present step. Afterwards nothing can be revised."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def default_layers(languages: Languages | None = None) -> tuple[Layer, ...]:
    """The layers that are on by default: Harper, a few rules that it lacks, plain language, and consistency."""
    return (Harper(languages.is_foreign) if languages else Harper(), Grammar(), PlainLanguage(), Consistency())


def build(off: Iterable[str] = (), second: SecondReader | None = None) -> Embedded:
    """The embedded reviser with its default layers. `off` has the names of layers to leave out; ValueError if one does
    not exist. `second` reads the text with the proposals of the layers."""
    languages = Languages()
    return Embedded(default_layers(languages), off, languages, second)


def _tried(load: Callable[[], None]) -> None:
    with suppress(Exception):
        load()


class _Step:
    """The outputs of one step, and whether it was the last."""

    def __init__(self) -> None:
        self.outputs: list[Found] = []
        self.finished = False


def _advance(outputs: Iterator[Found]) -> _Step:
    """Work for about `_STEP` seconds, and return the outputs of that time. Of several ReadProgress only the last is
    returned."""
    step = _Step()
    until = time.monotonic() + _STEP
    while time.monotonic() < until:
        try:
            step.outputs.append(next(outputs))
        except StopIteration:
            step.finished = True
            break
    # Only the last ReadProgress of a step is of use.
    last = next((output for output in reversed(step.outputs) if isinstance(output, ReadProgress)), None)
    step.outputs = [output for output in step.outputs if not isinstance(output, ReadProgress) or output is last]
    return step


def outputs_of(
    layers: Iterable[Layer],
    request: Request,
    languages: Languages | None = None,
    second: SecondReader | None = None,
) -> Generator[Found, None, None]:
    """All outputs of `layers`, without conflicts, in this order: a remark on text that is not in English; the proposals
    of the layers that read sentence by sentence, paragraph by paragraph; those of the layers that read the whole
    document; those that waited for `second`; and the proposals of `second` itself. Synchronous.

    Of the layers in a group, the one that is furthest behind is advanced. Proposals are output once all layers have
    passed them."""
    reader = second if second is not None and second.begin() else None
    text = request.text
    hidden = merged((*request.protected, *symbolic_spans(text), *laid_out(text, markup=request.markup)))
    foreign = yield from _foreign(languages, text, hidden)
    language_remark = remark(text, foreign)
    if language_remark is not None and language_remark.rule not in request.memory.silenced:
        yield language_remark
    prose_only = replace(request, protected=merged((*hidden, *spans(foreign))), foreign=spans(foreign))
    every = tuple(layers)
    by_sentence = [layer for layer in every if layer.name not in DOCUMENT_LEVEL]
    delivered = _DeliveredProposals(by_sentence, prose_only)
    total = max(1, len(every) + (second is not None)) * len(text)
    done = 0
    waiting: list[Proposal] = []
    for group in (by_sentence, [layer for layer in every if layer.name in DOCUMENT_LEVEL]):
        for output in _run_and_settle(group, prose_only, delivered.settler):
            if isinstance(output, ReadProgress):
                yield ReadProgress(done + output.done, total)
            elif isinstance(output, Remark):
                yield output
            elif reader is not None and reader.waits_for(output):
                waiting.append(output)
            else:
                yield from delivered.tried(output)
        done += len(group) * len(text)
    for output in _second_outputs(second, prose_only, delivered, waiting) if second else ():
        if isinstance(output, ReadProgress):
            yield ReadProgress(done + output.done * len(text) // max(1, output.total), total)
        else:
            yield output
    yield ReadProgress(total, total)


def _foreign(languages: Languages | None, text: str, hidden: Sequence[Span]) -> Generator[Found, None, list[Foreign]]:
    """Yields ReadProgress, and returns the passages that are not in English."""
    found: list[Foreign] = []
    for passage in languages.foreign(text, hidden) if languages else ():
        if isinstance(passage, Foreign):
            found.append(passage)
        else:
            yield passage
    return found


class _DeliveredProposals:
    """The proposals that have reached the person in a round."""

    def __init__(self, layers: Iterable[Layer], request: Request) -> None:
        self.settler = ConflictResolver(request)
        self._aftermath = Recheck(layers, request)
        self.proposals: list[Proposal] = []

    def tried(self, proposal: Proposal) -> Iterator[Proposal]:
        """The outputs for a proposal without conflicts: the proposal after `Recheck`, and new findings in its
        sentence."""
        for found in self._aftermath.tried(proposal, self.settler):
            self.proposals.append(found)
            yield found

    @property
    def edits(self) -> list[Edit]:
        return [proposal.edit for proposal in self.proposals]


def _second_outputs(
    second: SecondReader, request: Request, delivered: _DeliveredProposals, waiting: Sequence[Proposal]
) -> Iterator[Found]:
    """The outputs of `second`: first the proposals that were `waiting` for it, then its own."""
    held_back = {proposal.edit.span: proposal.edit for proposal in waiting}
    for output in second.rank(request, waiting, delivered.edits):
        if isinstance(output, Proposal):
            held_back.pop(output.edit.span, None)
            yield from delivered.tried(output)
        else:
            yield output
    for edit in held_back.values():
        delivered.settler.release(edit)
    for output in second.find(request, delivered.proposals):
        if isinstance(output, Proposal):
            yield from delivered.settler.settle([output])
        else:
            yield output


def _run_and_settle(layers: Iterable[Layer], request: Request, settler: ConflictResolver) -> Iterator[Found]:
    """The outputs of `layers`, without conflicts. `done` of ReadProgress is the sum over the layers, in code points."""
    readers = [_LayerRun(layer, request) for layer in layers]
    waiting: list[Proposal] = []
    while any(not reader.finished for reader in readers):
        behind = min((reader for reader in readers if not reader.finished), key=lambda reader: reader.done)
        for output in behind.advance():
            if isinstance(output, Remark):
                yield output
            else:
                waiting.append(output)
        passed = min(reader.done for reader in readers)
        ready = [proposal for proposal in waiting if proposal.edit.end < passed]
        if ready:
            waiting = [proposal for proposal in waiting if proposal.edit.end >= passed]
            yield from settler.settle(ready)
        done = sum(reader.done for reader in readers)
        yield ReadProgress(done, len(readers) * len(request.text))
    yield from settler.settle(waiting)


class _LayerRun:
    """One layer on its way through the document. `done` is how far it has come, in code points."""

    def __init__(self, layer: Layer, request: Request) -> None:
        self._outputs = layer.find(request)
        self._length = len(request.text)
        self.done = 0
        self.finished = False

    def advance(self) -> list[Proposal | Remark]:
        """The outputs up to the layer's next progress or its end, at most 200."""
        outputs: list[Proposal | Remark] = []
        while len(outputs) < 200:
            output = next(self._outputs, None)
            if output is None:
                self.finished = True
                self.done = self._length + 1
                break
            if isinstance(output, ReadProgress):
                self.done = max(self.done, output.done)
                break
            outputs.append(output)
        return outputs
