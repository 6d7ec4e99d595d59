"""Texts as nasty as real ones, and changes to them, for property tests."""

import regex
from hypothesis import strategies as st

from reviser.core.edit import Edit

_WORDS = [
    "the",
    "a",
    "Dr.",
    "cat",
    "don't",
    "e-mail",
    "3.5",
    "1,000",
    "naïve",
    "cafe\u0301",
    "x_1",
    "U.S.",
    "“So”",
    "Über",
]
_SPACES = [
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\u2028",
    "\u3000",
    "\x0b",
    "\x1c",
    "\u202f",
]
_MARKS = [".", ",", "!", "?", "…", "—", "-", "'", "’", "”", '"', ")", "(", "[", "]", "*", "#", ">", "|", "`", "\\"]
_NASTY = [
    "\ufeff",  # BOM
    "\u200b",  # zero-width space
    "\u200d",  # joiner, alone
    "\u00ad",  # soft hyphen
    "\u0301",  # a mark with nothing under it
    "\u0301\u0323\u0488" * 3,
    "👩\u200d👩\u200d👧\u200d👦",
    "👍🏽",
    "❤\ufe0f",
    "🇩🇪🇫🇷🇩",  # flags, one of them half
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "שלום",
    "\u202eمرحبا\u202c",
    "한국어",
    "\u1112\u1161\u11ab",  # Hangul, in parts
    "你好",
    "ไทยนี้",
    "नमस्ते",
    "\u0600\u0661",  # a mark that goes before its letter
    "𝒳",
    "ﬁ",
    "\x00",
    "²",
    "™",
    "\u212b",  # Å as another code point
    "<\u0338",
]

_PIECES = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(_SPACES),
    st.sampled_from(_MARKS),
    st.sampled_from(_NASTY),
    st.text(max_size=3),
    st.builds(
        lambda piece, times: piece * times,
        st.sampled_from(["a", " ", "-", "\u0301", "🇩", "\n", "ab "]),
        st.integers(2, 40),
    ),
)


def texts(max_size: int = 24) -> st.SearchStrategy[str]:
    """Any text, of up to `max_size` pieces."""
    return st.lists(_PIECES, max_size=max_size).map("".join)


def plain_texts(max_size: int = 24) -> st.SearchStrategy[str]:
    """Ordinary words, spaces and punctuation: what most texts are made of, so that much stands twice."""
    piece = st.sampled_from([*_WORDS[:5], " ", " ", " ", ". ", ", ", "\n\n"])
    return st.lists(piece, max_size=max_size).map("".join)


@st.composite
def edits_of(draw: st.DrawFn, text: str, max_size: int = 4) -> tuple[Edit, ...]:
    """Edits that hold at once over `text`, in order, at any code point: sorted, apart, at most one at a place."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=2 * max_size)))
    edits: list[Edit] = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        if edits and start <= edits[-1].end and (start < edits[-1].end or start == edits[-1].start):
            continue
        after = draw(st.one_of(st.just(""), st.sampled_from([*_WORDS, *_SPACES, *_NASTY])))
        if after != text[start:end]:
            edits.append(Edit(start, text[start:end], after))
    return tuple(edits)


@st.composite
def texts_with_edits(draw: st.DrawFn, times: int = 1) -> tuple[str, list[tuple[Edit, ...]]]:
    """A text and `times` sets of edits over it."""
    text = draw(texts(max_size=8))
    return text, [draw(edits_of(text)) for _ in range(times)]


@st.composite
def revisions(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts of which one was made from the other, or not."""
    base = draw(st.one_of(texts(), plain_texts(60)))
    how = draw(st.sampled_from(["other", "edited", "edited", "moved"]))
    if how == "other":
        return base, draw(st.one_of(texts(), plain_texts(60)))
    if how == "moved":
        one, two = sorted((draw(st.integers(0, len(base))), draw(st.integers(0, len(base)))))
        return base, base[one:two] + base[:one] + base[two:]
    other = base
    for edit in reversed(draw(edits_of(base))):
        other = other[: edit.start] + edit.after + other[edit.end :]
    return base, other


def boundaries(text: str) -> set[int]:
    """Every place between two graphemes, by one pass over the whole text."""
    places = {0}
    for match in regex.compile(r"\X").finditer(text):
        places.add(match.end())
    return places
