"""EPUB books: chapters of XHTML in a ZIP file, read and written as pages of HTML are (see `documents.html`).

package    the container: what protects it, the chapters in reading order
document   the chapters as one text, and its edits back into them
handler    the format among the others
"""
