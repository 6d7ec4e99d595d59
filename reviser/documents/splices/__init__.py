"""The code that formats share whose documents are XML in a ZIP file. They are read with byte offsets and written by
splices, so that everything that no edit touches stays equal to the byte. The files:

archive    the ZIP file: members read within limits, single ones replaced, all others copied unchanged
markup     XML as bytes: well-formed and without a DTD, tags with their offsets, escapes
pieces     the characters of a text as arrays of offsets, and who changed them
changes    the changes tracked by others, as edits with their authors
by_word    an edit over several formats, divided word by word
line_looks the look of the lines of a text, piece by piece
document   a document as one text: what is locked in it, and what its handler needs
stories    a document whose text has several parts, some of them only shown
handler    writes a text and its changes back into the file
"""
