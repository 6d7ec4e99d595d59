"""Splits a text into passages for the index, so that no row is long, and skips paragraphs that are indexed already."""

from collections.abc import Iterator

PASSAGE = 4000  # code points of a passage, at most


def passages(text: str, known: set[str]) -> Iterator[tuple[int, int]]:
    """The spans of paragraphs that are not in `known`, half-open and in order. Adjacent ones are joined up to PASSAGE
    code points; a longer paragraph is cut at spaces."""
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
