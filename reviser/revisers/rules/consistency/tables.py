"""The word tables of `resources/consistency`, read once and never changed."""

from functools import cache

from reviser.assets import asset


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of tab-separated values, without empty lines and lines that begin with #."""
    text = asset("consistency", name).read_text("utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)
