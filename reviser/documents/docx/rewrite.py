"""Rewrites a run with removed and inserted parts, each with the run's own properties; without tracking, only the
content of the run is replaced."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from os.path import commonprefix

from reviser.documents.docx.pieces import HYPHEN, SOFT, Pieces
from reviser.documents.docx.plan import Between, Cut
from reviser.documents.docx.properties import Names, local, plain_properties, run_properties
from reviser.documents.splices.markup import TAG, elements, escape
from reviser.documents.splices.pieces import LINE

_SIGNS = {"\t": b"tab", LINE: b"br", HYPHEN: b"noBreakHyphen", SOFT: b"softHyphen"}
_EMPTY = frozenset({b"lastRenderedPageBreak", b"rPr"})
_TEXTS = frozenset({b"t", b"delText"})
Splice = tuple[int, int, bytes]


class Fate(Enum):
    """What happens to a part of a run."""

    KEEP = 0
    DELETE = 1
    INSERT = 2
    BREAK = 3  # the paragraph is split here


@dataclass(slots=True)
class RunPart:
    """A part of a run's content. `escaped` is text as it is written between tags; otherwise `raw` is an element."""

    fate: Fate
    raw: bytes
    escaped: bool
    owner: int = -1
    empty: bool = False


def items(pieces: Pieces, run: int, cuts: list[Cut]) -> Iterator[RunPart]:
    """The content of a run in order, including what is removed and inserted."""
    data, left = pieces.data, sorted(cuts, key=lambda cut: (cut.start, cut.end))
    for tag, _, end in elements(data, pieces.run_content[run], pieces.run_ends[run]):
        before = [cut for cut in left if cut.end <= tag.start()]
        left = [cut for cut in left if cut not in before]
        for cut in before:
            yield from _inserted(cut)
        inner = tag.end()
        if local(tag[2]) in _TEXTS and end > inner:
            stop = data.rfind(b"</", inner, end)
            mine = [cut for cut in left if inner <= cut.start and cut.end <= stop]
            if mine:
                left = [cut for cut in left if cut not in mine]
                yield from _text(data, inner, stop, mine, preserve=b"preserve" in tag[3])
                continue
        over = [cut for cut in left if cut.start == tag.start() and cut.end == end]
        left = [cut for cut in left if cut not in over]
        fate = Fate.DELETE if over else Fate.KEEP
        owner = over[0].owner if over else -1
        yield RunPart(fate, data[tag.start() : end], False, owner, local(tag[2]) in _EMPTY)
        for cut in over:
            yield from _inserted(cut)
    for cut in left:
        yield from _inserted(cut)


def _text(data: bytes, start: int, stop: int, cuts: list[Cut], *, preserve: bool) -> Iterator[RunPart]:
    raw = data[start:stop]
    if not preserve:  # spaces that Word ignores must not become visible in an element that preserves spaces
        start += len(raw) - len(raw.lstrip(b" \t\r\n"))
        stop = max(start, stop - (len(raw) - len(raw.rstrip(b" \t\r\n"))))
    for cut in cuts:
        if start < cut.start:
            yield RunPart(Fate.KEEP, data[start : cut.start], True)
        if cut.start < cut.end:
            yield RunPart(Fate.DELETE, data[cut.start : cut.end], True, cut.owner)
        yield from _inserted(cut)
        start = max(start, cut.end)
    if start < stop:
        yield RunPart(Fate.KEEP, data[start:stop], True)


def _inserted(cut: Cut) -> Iterator[RunPart]:
    for number, line in enumerate(cut.after.split("\n")):
        if number:
            yield RunPart(Fate.BREAK, b"", False, cut.owner)
        if line:
            yield RunPart(Fate.INSERT, line.encode(), True, cut.owner)


def content(parts: list[RunPart], names: Names, text: bytes = b"t") -> bytes:
    """The content for parts of a run: adjacent texts in one element, signs as elements."""
    out: list[bytes] = []
    held: list[bytes] = []

    def flush() -> None:
        if held:
            out.append(names.text(b"".join(held), text))
            held.clear()

    for part in parts:
        if not part.escaped:
            flush()
            out.append(part.raw)
        elif part.fate is not Fate.INSERT:
            held.append(part.raw)
        else:
            for sign in part.raw.decode():
                if sign in _SIGNS:
                    flush()
                    out.append(names.empty(_SIGNS[sign]))
                else:
                    held.append(escape(sign))
    flush()
    return b"".join(out)


@dataclass(slots=True)
class Around:
    """What stands before and behind the changes of one edit (the anchors of a comment), and the runs of its first and
    last change: run numbers, or -1 minus the number of a new run."""

    before: bytes
    behind: bytes
    first: int
    last: int


@dataclass(slots=True)
class Writer:
    """Writes the runs of one part. `parted` holds, for each paragraph break in turn, the bytes between the two
    paragraphs' contents. `wrap` wraps content in a tracked insertion or deletion; None without tracking. `fresh`
    returns properties with new ids. `around` is indexed by edit."""

    names: Names
    parted: Callable[[int, int], bytes]
    wrap: Callable[[Fate, bytes], bytes] | None = None
    fresh: Callable[[bytes], bytes] = bytes
    around: dict[int, Around] = field(default_factory=dict)

    def rewritten(self, pieces: Pieces, run: int, cuts: list[Cut]) -> Splice:
        """The splice for a run."""
        parts = list(items(pieces, run, cuts))
        start, end = pieces.run_starts[run], pieces.run_ends[run]
        if self.wrap is not None:
            return trimmed(pieces.data, (start, end, self._tracked(pieces, run, parts, self.wrap)))
        kept = [part for part in parts if part.fate is not Fate.DELETE]
        if pieces.run_free[run] == 1 and all(part.fate is Fate.KEEP and part.empty for part in kept):
            return start, end, b""
        return trimmed(pieces.data, (start, end, self._clean(pieces, run, kept)))

    def _clean(self, pieces: Pieces, run: int, kept: list[RunPart]) -> bytes:
        opening, properties, closing = _frame(pieces, run)
        out = [opening, properties]
        held: list[RunPart] = []
        for part in kept:
            if part.fate is Fate.BREAK:
                out += content(held, self.names), closing
                out += self._split_at_run(pieces, run), opening, plain_properties(properties)
                held.clear()
            else:
                held.append(part)
        return b"".join((*out, content(held, self.names), closing))

    def _tracked(self, pieces: Pieces, run: int, parts: list[RunPart], wrap: Callable[[Fate, bytes], bytes]) -> bytes:
        opening, properties, closing = _frame(pieces, run)
        out: list[bytes] = []
        first = True
        groups = list(_groups(parts))
        owners = [owner for _, owner, _ in groups]
        for number, (fate, owner, group) in enumerate(groups):
            around = self.around.get(owner)
            if around is not None and around.first == run and owner not in owners[:number]:
                out.append(around.before)
            if fate is Fate.BREAK:
                out += (self._split_at_run(pieces, run) for _ in group)
            elif fate is Fate.INSERT:
                own = plain_properties(properties)
                out.append(wrap(fate, opening + own + content(group, self.names) + closing))
            else:
                own = properties if first else self.fresh(properties)
                first = False
                inner = content(group, self.names, b"delText" if fate is Fate.DELETE else b"t")
                whole = opening + own + inner + closing
                out.append(whole if fate is Fate.KEEP else wrap(fate, whole))
            if around is not None and around.last == run and owner not in owners[number + 1 :]:
                out.append(around.behind)
        return b"".join(out)

    def _split_at_run(self, pieces: Pieces, run: int) -> bytes:
        return self.parted(pieces.run_paragraphs[run], pieces.run_starts[run])

    def new_run(self, between: Between, number: int) -> bytes:
        """New runs for inserted text where there is no run, including paragraph breaks."""
        out: list[bytes] = []
        around = self.around.get(between.owner)
        if around is not None and around.first == -1 - number:
            out.append(around.before)
        for part in _inserted(Cut(0, 0, between.after, between.owner)):
            if part.fate is Fate.BREAK:
                out.append(self.parted(between.paragraph, between.place))
                continue
            inner = between.properties + content([part], self.names)
            run = self.names.open(b"r") + inner + self.names.close(b"r")
            out.append(run if self.wrap is None else self.wrap(Fate.INSERT, run))
        if around is not None and around.last == -1 - number:
            out.append(around.behind)
        return b"".join(out)


def _groups(parts: list[RunPart]) -> Iterator[tuple[Fate, int, list[RunPart]]]:
    """Groups of adjacent parts with the same fate and the same edit."""
    held: list[RunPart] = []
    for part in parts:
        if held and (held[0].fate, held[0].owner) != (part.fate, part.owner):
            yield held[0].fate, held[0].owner, held
            held = []
        held.append(part)
    if held:
        yield held[0].fate, held[0].owner, held


def _frame(pieces: Pieces, run: int) -> tuple[bytes, bytes, bytes]:
    """The start tag, properties and end tag of a run."""
    data = pieces.data
    opening = data[pieces.run_starts[run] : pieces.run_inner[run]]
    tag = TAG.match(opening)
    assert tag is not None
    return opening, run_properties(pieces, run), b"</" + tag[2] + b">"


def trimmed(data: bytes, splice: Splice) -> Splice:
    """The splice without the parts that it leaves unchanged."""
    start, end, new = splice
    old = data[start:end]
    ahead = len(commonprefix((old, new)))
    behind = len(commonprefix((old[ahead:][::-1], new[ahead:][::-1])))
    return start + ahead, end - behind, new[ahead : len(new) - behind]
