"""Descriptors that are none, or are taken, or whose handler is not there."""

from reviser.documents.base import DocumentFormat

NOTHING = "no descriptor"
TAKEN = DocumentFormat("other-markdown", "Other Markdown", (".md",), "reviser_broken:Handler")
LATE = DocumentFormat("late", "Late", (".late",), "reviser_broken:Handler")
