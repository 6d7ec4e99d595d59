"""The document formats: one table. What opens, saves, lists, queues or imports documents reads it, and nothing else
knows a suffix. A new format is a file with its `FormatHandler` and a line here.
"""

import re
from pathlib import PurePath

from reviser.documents.base import Document, DocumentFormat
from reviser.errors import DocumentError

# Blank lines and comments, then the command that every LaTeX document begins with.
_LATEX = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|%[^\n]*(?:\n|$))*+\\document(?:class|style)\b")


def _is_latex(data: bytes, suffix: str) -> bool:
    return suffix in LATEX.suffixes or _LATEX.match(data) is not None


PLAIN = DocumentFormat("plain-text", "Plain text", (".txt", ".text"), "reviser.documents.plain:Plain")
MARKDOWN = DocumentFormat(
    "markdown",
    "Markdown",
    (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn"),
    "reviser.documents.markdown:Markdown",
)
LATEX = DocumentFormat(
    "latex", "LaTeX", (".tex", ".ltx", ".latex"), "reviser.documents.latex:Latex", recognises=_is_latex
)

# In the order that a person is shown them.
FORMATS: tuple[DocumentFormat, ...] = (PLAIN, MARKDOWN, LATEX)


def suffixes() -> tuple[str, ...]:
    """Those of all formats, lower case."""
    return tuple(suffix for known in FORMATS for suffix in known.suffixes)


def savable(form: DocumentFormat) -> tuple[DocumentFormat, ...]:
    """What a document of this format can be saved as with nothing lost: its own format first."""
    others = (each for each in FORMATS if each is not form and each.from_text and not form.holds)
    return (form, *others)


def format_of(path: PurePath | None, data: bytes) -> DocumentFormat:
    """The format of a file with these bytes: by what they hold where that tells for certain, else by its suffix; plain
    text for what no format recognises."""
    suffix = suffix_of(path)
    asked = sorted(FORMATS, key=lambda known: known.recognises is None)  # what the bytes tell counts more
    return next((known for known in asked if known.is_of(data, suffix)), PLAIN)


def called(code: str) -> DocumentFormat:
    """The format of this code, also as older histories write it ("Markdown", "plain text"); plain text where it is not
    known."""
    code = code.lower().replace(" ", "-")
    return next((known for known in FORMATS if known.code == code), PLAIN)


def has_known_suffix(path: PurePath) -> bool:
    """Whether a file's name ends as documents' names do, in upper or lower case."""
    return suffix_of(path) in suffixes()


def format_for_saving(document: Document, target: PurePath) -> DocumentFormat:
    """The format that a document is written in when it is saved to `target`: its own, also where the suffix is of no
    format, or the one that the suffix says where nothing is lost by that. DocumentError says what would be."""
    own, suffix = document.format, suffix_of(target)
    named = next((known for known in FORMATS if suffix in known.suffixes), own)
    if suffix in own.suffixes or named is own:
        return own
    if own.holds:
        raise DocumentError(
            f"{target.name} would lose what the document holds besides its words ({', '.join(own.holds)}): save it with"
            f" the suffix {own.suffixes[0]}."
        )
    if not named.from_text:
        raise DocumentError(
            f"A {suffix} file cannot be made from this document: save it with the suffix {own.suffixes[0]}."
        )
    return named


def suffix_of(path: PurePath | None) -> str:
    """How a file's name ends, lower case, with the dot; empty where it has no suffix."""
    return path.suffix.lower() if path is not None else ""
