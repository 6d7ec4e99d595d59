"""Markups whose structure is told by their lines (reStructuredText, AsciiDoc, Org, Typst)."""
