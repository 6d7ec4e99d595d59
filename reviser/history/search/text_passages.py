"""A text as rows of the index: in passages, so that no row is long to write or to read, and only what is new in it."""

from collections.abc import Iterator

PASSAGE = 4000  # code points of a text in one row


def passages(text: str, known: set[str]) -> Iterator[tuple[int, int]]:
    """The paragraphs that are not `known`, those side by side together up to PASSAGE code points; a longer one alone is
    cut at a space. Half-open, in order."""
    start = end = 0
    for line in text.splitlines(keepends=True):
        stop = end + len(line)
        if line in known or stop - start > PASSAGE:
            if end > start:
                yield start, end
            start = stop if line in known else end
        while stop - start > PASSAGE:
            cut = text.rfind(" ", start + PASSAGE // 2, start + PASSAGE) + 1 or start + PASSAGE
            yield start, cut
            start = cut
        end = stop
    if end > start:
        yield start, end
