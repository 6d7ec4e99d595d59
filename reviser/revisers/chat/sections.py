"""Divides a text into sections, one for each request: numbered sentences that are asked about, with context.

A sentence keeps its number during a round. A section ends with a paragraph if possible. A sentence that is asked about
brings its neighbours and its heading as context."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from reviser.core.segment import paragraphs, sentences
from reviser.core.text import Span

BYTES_PER_TOKEN = 4  # of UTF-8: about right for English in today's tokenisers, and cautious for other scripts
_NUMBERING = 5  # tokens of "[S123] " and the line end
_CONTEXT = 100  # code points of a neighbour that are shown as context
_HEADING = 80  # code points of a heading without a mark, at most
_SPACES = regex.compile(r"\s+")


def tokens(text: str) -> int:
    """About how many tokens `text` has. It is an estimate; the server reports the true number afterwards."""
    return -(-len(text.encode("utf-8", "surrogatepass")) // BYTES_PER_TOKEN)


@dataclass(frozen=True, slots=True)
class NumberedSentence:
    """A sentence as the model sees it. `number` counts from 1 through the document. `asked`: edits of it are requested.
    `opens`: it begins a paragraph."""

    number: int
    span: Span
    asked: bool
    opens: bool


@dataclass(frozen=True)
class Section:
    """The text of one request. Each of `runs` has sentences that follow each other in the document without a gap."""

    runs: tuple[tuple[NumberedSentence, ...], ...]

    @cached_property
    def asked_sentences(self) -> dict[int, Span]:
        """The sentences that are asked about, by number."""
        return {line.number: line.span for run in self.runs for line in run if line.asked}

    def window(self, number: int) -> Span:
        """The span of the run that contains the sentence. Raises KeyError if none does."""
        for run in self.runs:
            if run[0].number <= number <= run[-1].number:
                return Span(run[0].span.start, run[-1].span.end)
        raise KeyError(number)

    @cached_property
    def passage(self) -> Span:
        """The span from the first to the last sentence that is asked about."""
        spans = [self.asked_sentences[number] for number in sorted(self.asked_sentences)]
        return Span(spans[0].start, spans[-1].end)

    @property
    def size(self) -> int:
        """The number of code points that are asked about."""
        return sum(len(span) for span in self.asked_sentences.values())


class Outline:
    """The sentences and headings of a document, from which sections are made."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = sentences(text)
        self._starts = [span.start for span in self.sentences]
        self._opens = {span.start for span in paragraphs(text)}
        self._heading = self._headings()

    def _headings(self) -> list[int | None]:
        """For each sentence the index of the sentence that is its heading, None if it has none."""
        found: list[int | None] = []
        latest: int | None = None
        for index, span in enumerate(self.sentences):
            found.append(latest)
            following = self.sentences[index + 1].start if index + 1 < len(self.sentences) else len(self.text)
            alone = span.start in self._opens and following in self._opens | {len(self.text)}
            if alone and _is_heading(span.of(self.text)):
                latest = index
        return found

    def open(self, scope: Sequence[Span] | None, fixed: Sequence[Span]) -> list[int]:
        """The indices of the sentences to ask about: those that `scope` touches (all if it is None) and that have a
        letter or digit outside the spans `fixed`, which are sorted and disjoint."""
        if scope is None:
            wanted: list[int] = list(range(len(self.sentences)))
        else:
            chosen: set[int] = set()
            for span in scope:
                first = max(0, bisect_right(self._starts, span.start) - 1)
                chosen.update(range(first, max(first + 1, bisect_left(self._starts, span.end))))
            wanted = sorted(chosen & set(range(len(self.sentences))))
        ends = [span.end for span in fixed]
        return [index for index in wanted if self._has_prose(self.sentences[index], fixed, ends)]

    def neighbours(self, index: int) -> tuple[Span | None, Span | None]:
        """The sentences before and behind this one in its paragraph."""
        sentences, opens = self.sentences, self._opens
        before = sentences[index - 1] if index and sentences[index].start not in opens else None
        behind = index + 1 < len(sentences) and sentences[index + 1].start not in opens
        return before, sentences[index + 1] if behind else None

    def _has_prose(self, span: Span, fixed: Sequence[Span], ends: Sequence[int]) -> bool:
        """Whether `span` has a letter or digit outside the spans `fixed`, which end at `ends`."""
        place = span.start
        for other in fixed[bisect_right(ends, span.start) :]:
            if other.start >= span.end:
                break
            if any(map(str.isalnum, self.text[place : other.start])):
                return True
            place = max(place, other.end)
        return any(map(str.isalnum, self.text[place : span.end]))

    def section(self, indices: Sequence[int]) -> Section:
        """One section that asks about these sentences, with their neighbours and headings as context."""
        ask = set(indices)
        around = {index + by for index in indices for by in (-1, 0, 1)}
        around |= {heading for index in indices if (heading := self._heading[index]) is not None}
        runs: list[list[NumberedSentence]] = []
        for index in sorted(around & set(range(len(self.sentences)))):
            span = self.sentences[index]
            line = NumberedSentence(index + 1, span, index in ask, span.start in self._opens)
            if runs and runs[-1][-1].number == index:
                runs[-1].append(line)
            else:
                runs.append([line])
        return Section(tuple(tuple(run) for run in runs))

    def sections(self, indices: Sequence[int], room: int) -> Iterator[Section]:
        """Sections of about `room` tokens at most, context included, for all of `indices`. A longer sentence gets a
        section of its own; the caller must check whether that fits."""
        taken: list[int] = []
        size = 0
        for index in indices:
            cost = self.cost(index)
            apart = bool(taken) and taken[-1] != index - 1
            if apart:
                cost += self.cost(index - 1) + self.cost(taken[-1] + 1)
            if taken and size + cost > room:
                cut = self._cut(taken)
                yield self.section(taken[:cut])
                taken = taken[cut:]
                size = sum(map(self.cost, taken))
            taken.append(index)
            size += cost
        if taken:
            yield self.section(taken)

    def cost(self, index: int) -> int:
        """About how many tokens the sentence takes in a request; 0 if there is no such sentence."""
        if not 0 <= index < len(self.sentences):
            return 0
        return tokens(self.sentences[index].of(self.text)) + _NUMBERING

    def halves(self, section: Section) -> tuple[Section, Section] | None:
        """The section in two halves. None if it asks about one sentence only."""
        indices = [number - 1 for number in sorted(section.asked_sentences)]
        middle = len(indices) // 2
        return (self.section(indices[:middle]), self.section(indices[middle:])) if middle else None

    def _cut(self, taken: Sequence[int]) -> int:
        """How many of `taken` go into the section: those before the last paragraph that begins in its second half."""
        for place in range(len(taken) - 1, len(taken) // 2, -1):
            if self.sentences[taken[place]].start in self._opens:
                return place
        return len(taken)


def _is_heading(sentence: str) -> bool:
    line = sentence.strip()
    return line.startswith("#") or (0 < len(line) <= _HEADING and line[-1] not in ".!?:;,\u2026" and "\n" not in line)


def numbered_text(text: str, section: Section) -> str:
    """The section as the model reads it, with "[S12]" before each sentence that is asked about and "[..]" before
    context."""
    lines: list[str] = []
    for run in section.runs:
        if lines:
            lines += ["", "[...]"]
        for index, line in enumerate(run):
            if line.opens and lines:
                lines.append("")
            shown = _SPACES.sub(" ", line.span.of(text)).strip()
            if line.asked:
                lines.append(f"[S{line.number}] {shown}")
                continue
            if len(shown) > _CONTEXT:
                # The near end of a neighbour is enough context.
                if index and run[index - 1].asked and not run[index + 1 : index + 2]:
                    shown = f"{shown[:_CONTEXT].rsplit(' ', 1)[0]} …"
                elif not index:
                    shown = f"… {shown[-_CONTEXT:].split(' ', 1)[-1]}"
            lines.append(f"[..] {shown}")
    return "\n".join(lines)
