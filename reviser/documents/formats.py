"""The table of document formats. Code that opens, saves, lists, queues or imports documents uses this table, and knows
no suffixes itself. A new format is a file with its `FormatHandler` and a line here, or a plug-in: an entry point of the
group `reviser.document_formats` that names a `DocumentFormat`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import PurePath

from reviser.documents.base import Document, DocumentFormat
from reviser.documents.criticmarkup.signs import has_markup
from reviser.errors import DocumentError
from reviser.messages import message
from reviser.plugins import DOCUMENT_FORMATS, Plugin, descriptors, with_plugins, wrong_name

_CODE = re.compile(r"[a-z][a-z0-9-]*")
_OTHER = re.compile(r"\.[A-Za-z]\w*$")  # a suffix, not a number as in "v1.2"
_SUFFIX = re.compile(r"\.[^\sA-Z./\\*?]+")

# Blank lines and comments, then the command that begins every LaTeX document.
_LATEX = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|%[^\n]*(?:\n|$))*+\\document(?:class|style)\b")
# What can be a tracked change in LaTeX.
_MARKED = re.compile(rb"\\(?:added|deleted|replaced)[\[{]|\\DIF(?:add|del)(?:FL)?\{")


def _is_latex(data: bytes, suffix: str) -> bool:
    return _latex(data, suffix) == LATEX.code


def _is_marked_latex(data: bytes, suffix: str) -> bool:
    return _latex(data, suffix) == MARKED_LATEX.code


def _is_latexdiff(data: bytes, suffix: str) -> bool:
    return _latex(data, suffix) == LATEXDIFF.code


def _latex(data: bytes, suffix: str) -> str:
    """The code of the format of a LaTeX source; empty if it is not LaTeX."""
    if suffix not in LATEX.suffixes and _LATEX.match(data) is None:
        return ""
    if not _MARKED.search(data):
        return LATEX.code
    from reviser.documents.latex.marks import marks_in

    marks = marks_in(data)
    return LATEX.code if marks is None else LATEXDIFF.code if marks.diff else MARKED_LATEX.code


def _is_marked_text(data: bytes, suffix: str) -> bool:
    return suffix in PLAIN.suffixes and has_markup(data, code=False)


def _is_marked_quarto(data: bytes, suffix: str) -> bool:
    return suffix in QUARTO.suffixes and has_markup(data, code=True)


def _is_marked_markdown(data: bytes, suffix: str) -> bool:
    return suffix in MARKDOWN.suffixes and has_markup(data, code=True)


PLAIN = DocumentFormat(
    "plain-text",
    "Plain text",
    (".txt", ".text"),
    "reviser.documents.plain:PlainText",
    tracked_as="plain-text-criticmarkup",
)
MARKDOWN = DocumentFormat(
    "markdown",
    "Markdown",
    (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn"),
    "reviser.documents.markdown:Markdown",
    tracked_as="markdown-criticmarkup",
)
LATEX = DocumentFormat(
    "latex",
    "LaTeX",
    (".tex", ".ltx", ".latex"),
    "reviser.documents.latex.handler:Latex",
    recognises=_is_latex,
    tracked_as="latex-changes",
    also_tracked_as=("latexdiff",),
)
MARKED_LATEX = DocumentFormat(
    "latex-changes",
    "LaTeX with tracked changes",
    LATEX.suffixes,
    "reviser.documents.latex.handler:LatexWithChanges",
    recognises=_is_marked_latex,
    holds=("tracked changes", "comments"),
    tracked_as="latex-changes",
)
MARKED_MARKDOWN = DocumentFormat(
    "markdown-criticmarkup",
    "Markdown with CriticMarkup",
    MARKDOWN.suffixes,
    "reviser.documents.criticmarkup.handler:OverMarkdown",
    recognises=_is_marked_markdown,
    holds=(message("tracked changes"), message("comments")),
    tracked_as="markdown-criticmarkup",
)
MARKED_TEXT = DocumentFormat(
    "plain-text-criticmarkup",
    "Plain text with CriticMarkup",
    PLAIN.suffixes,
    "reviser.documents.criticmarkup.handler:OverPlain",
    recognises=_is_marked_text,
    holds=(message("tracked changes"), message("comments")),
    tracked_as="plain-text-criticmarkup",
)

LATEXDIFF = DocumentFormat(
    "latexdiff",
    "LaTeX with latexdiff's markup",
    LATEX.suffixes,
    "reviser.documents.latex.handler:LatexWithDiff",
    recognises=_is_latexdiff,
    holds=("tracked changes",),
    tracked_as="latexdiff",
)
QUARTO = DocumentFormat(
    "quarto",
    "Quarto and R Markdown",
    (".qmd", ".rmd"),
    "reviser.documents.quarto:Quarto",
    tracked_as="quarto-criticmarkup",
)
MARKED_QUARTO = DocumentFormat(
    "quarto-criticmarkup",
    "Quarto and R Markdown with CriticMarkup",
    QUARTO.suffixes,
    "reviser.documents.criticmarkup.handler:OverQuarto",
    recognises=_is_marked_quarto,
    holds=(message("tracked changes"), message("comments")),
    tracked_as="quarto-criticmarkup",
)
RESTRUCTUREDTEXT = DocumentFormat(
    "restructuredtext",
    "reStructuredText",
    (".rst", ".rest"),
    "reviser.documents.lines.restructuredtext:ReStructuredText",
)
ASCIIDOC = DocumentFormat(
    "asciidoc", "AsciiDoc", (".adoc", ".asciidoc", ".asc"), "reviser.documents.lines.asciidoc:AsciiDoc"
)
ORG = DocumentFormat("org", "Org", (".org",), "reviser.documents.lines.org:Org")
HTML = DocumentFormat(
    "html",
    "HTML",
    (".html", ".htm", ".xhtml"),
    "reviser.documents.html.handler:HtmlFormat",
    holds=(message("formatting"), message("pictures")),
    from_text=False,
)
EPUB = DocumentFormat(
    "epub",
    "EPUB",
    (".epub",),
    "reviser.documents.epub.handler:EpubFormat",
    holds=(message("formatting"), message("pictures")),
    from_text=False,
    is_archive=True,
)
TYPST = DocumentFormat("typst", "Typst", (".typ",), "reviser.documents.lines.typst:Typst")

WORD = DocumentFormat(
    "docx",
    "Word",
    (".docx", ".docm", ".dotx", ".dotm"),
    "reviser.documents.docx.handler:WordFormat",
    holds=(message("formatting"), message("pictures"), message("tracked changes"), message("comments")),
    from_text=False,
    tracked_as="docx",
    is_archive=True,
)

OPEN_TEXT = DocumentFormat(
    "odt",
    "OpenDocument",
    (".odt", ".ott"),
    "reviser.documents.odt.handler:TextFormat",
    holds=(message("formatting"), message("pictures"), message("tracked changes"), message("comments")),
    from_text=False,
    tracked_as="odt",
    is_archive=True,
)
FLAT_OPEN_TEXT = replace(
    OPEN_TEXT,
    code="fodt",
    name="OpenDocument in one XML file",
    suffixes=(".fodt",),
    tracked_as="fodt",
    is_archive=False,
)

# In the order of display. Formats that recognise bytes are asked first, in this order; of two formats with the same
# suffix, the first gets the files that no format recognises.
FORMATS: tuple[DocumentFormat, ...] = (
    PLAIN,
    MARKDOWN,
    WORD,
    OPEN_TEXT,
    FLAT_OPEN_TEXT,
    LATEX,
    MARKED_MARKDOWN,
    MARKED_TEXT,
    MARKED_LATEX,
    LATEXDIFF,
    QUARTO,
    MARKED_QUARTO,
    RESTRUCTUREDTEXT,
    ASCIIDOC,
    ORG,
    TYPST,
    HTML,
    EPUB,
)


@cache
def plugin_formats() -> tuple[Plugin, ...]:
    """The plug-ins that provide document formats, including those that fail."""
    return descriptors(DOCUMENT_FORMATS, DocumentFormat, FORMATS, _wrong)


def _wrong(form: DocumentFormat, there: Sequence[DocumentFormat]) -> str:
    """What is wrong with the format of a plug-in, as a clause; empty if nothing is."""
    if why := wrong_name(form, _CODE):
        return why
    if not form.suffixes or not all(_SUFFIX.fullmatch(suffix) for suffix in form.suffixes):
        return message("its suffixes do not have the form “.abc” in lower case")
    for other in there:
        double = [suffix for suffix in form.suffixes if suffix in other.suffixes]
        if form.code == other.code or double:
            what = double[0] if double else form.code
            return message("{name} is there already for {what}", name=other.name, what=what)
    return ""


def all_formats() -> tuple[DocumentFormat, ...]:
    """All formats: those of the table, then those of plug-ins."""
    return with_plugins(FORMATS, DocumentFormat, plugin_formats())


def troubles() -> tuple[str, ...]:
    """Problems with plug-ins, one sentence each."""
    return tuple(plugin.trouble for plugin in plugin_formats() if plugin.trouble)


def suffixes() -> tuple[str, ...]:
    """The suffixes of all formats, in lower case."""
    return tuple(suffix for form in by_suffix() for suffix in form.suffixes)


def by_suffix() -> tuple[DocumentFormat, ...]:
    """The formats that are recognised by their suffix."""
    return tuple(form for form in all_formats() if _with_suffix(form.suffixes[0]) is form)


def savable(form: DocumentFormat) -> tuple[DocumentFormat, ...]:
    """The formats in which a document of this format can be saved without loss, its own first."""
    others = (each for each in by_suffix() if each is not form and each.from_text and not form.holds)
    return (form, *others)


def format_of(path: PurePath | None, data: bytes) -> DocumentFormat:
    """The format of a file with these bytes: by its content if that is conclusive, else by its suffix; plain text if no
    format recognises it. Plug-ins are asked about what the table does not know."""
    suffix = suffix_of(path)
    of_table = _first(FORMATS, data, suffix)
    return of_table or _first(all_formats(), data, suffix) or PLAIN


def _first(forms: Sequence[DocumentFormat], data: bytes, suffix: str) -> DocumentFormat | None:
    asked = sorted(forms, key=lambda form: form.recognises is None)  # recognition by content takes precedence
    return next((form for form in asked if form.is_of(data, suffix)), None)


def format_of_code(code: str) -> DocumentFormat:
    """The format with this code; also codes of older histories ("Markdown", "plain text"). Plain text if it is
    unknown."""
    code = code.lower().replace(" ", "-")
    of_table = next((form for form in FORMATS if form.code == code), None)
    return of_table or next((form for form in all_formats() if form.code == code), PLAIN)


def part_names(form: DocumentFormat, text: str) -> tuple[str, ...]:
    """The other documents that a text includes, as it names them, without duplicates; pictures and code are left
    out."""
    names = form.handler.parts(text)
    return tuple(name for name in names if not _OTHER.search(name) or has_known_suffix(PurePath(name)))


def has_known_suffix(path: PurePath) -> bool:
    """Whether a file name has the suffix of a document, in upper or lower case."""
    return _with_suffix(suffix_of(path)) is not None


def _with_suffix(suffix: str) -> DocumentFormat | None:
    """The format with this suffix; plug-ins are asked if the table has none."""
    of_table = next((form for form in FORMATS if suffix in form.suffixes), None)
    return of_table or next((form for form in all_formats() if suffix in form.suffixes), None)


def format_for_saving(document: Document, target: PurePath) -> DocumentFormat:
    """The format in which a document is saved to `target`: its own, also if the suffix is unknown, or the format of the
    suffix if nothing is lost. Raises DocumentError that says what would be lost."""
    own, suffix = document.format, suffix_of(target)
    named = own if suffix in own.suffixes else _with_suffix(suffix)
    if named is None or named is own:
        return own
    if own.holds:
        raise DocumentError(
            message(
                "{target} could not hold everything in the document ({holds}): save it with the suffix {own}.",
                target=target.name,
                holds=own.holds,
                own=own.suffixes[0],
            )
        )
    if not named.from_text:
        raise DocumentError(
            message(
                "This document cannot be saved as a {suffix} file: use the suffix {own}.",
                suffix=suffix,
                own=own.suffixes[0],
            )
        )
    return named


def format_for_tracking(form: DocumentFormat, code: str = "") -> DocumentFormat:
    """The format in which tracked changes of a document of this format are written: the default, or the one with this
    code. Raises DocumentError if there is none."""
    if not form.tracked_as:
        raise DocumentError(message("{name} has no tracked changes: save the text as it is.", name=form.name))
    codes = (form.tracked_as, *form.also_tracked_as)
    if code and code not in codes:
        raise DocumentError(
            message("{name} has no tracked changes of this kind: choose {codes}.", name=form.name, codes=codes)
        )
    return format_of_code(code or form.tracked_as)


def formats_for_tracking(form: DocumentFormat) -> tuple[DocumentFormat, ...]:
    """All formats in which tracked changes can be written, the default first."""
    return tuple(format_of_code(code) for code in (form.tracked_as, *form.also_tracked_as) if code)


def suffix_of(path: PurePath | None) -> str:
    """The suffix of a path in lower case, with the dot; empty if it has none."""
    return path.suffix.lower() if path is not None else ""
