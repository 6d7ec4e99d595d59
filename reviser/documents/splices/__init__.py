"""What formats share whose documents are XML in a ZIP file: read by places of bytes, written by splices, so that what
no edit touches stays equal to the byte. A file a matter:

archive    the ZIP file: members read within bounds, single ones replaced, all else copied as it lies
markup     XML as bytes: well-formed without a DTD, tags with their places, escapes
pieces     a text's characters as arrays of places, and who changed them
changes    what others tracked, as edits by their authors
by_word    an edit over several formats, word by word
line_looks how the lines of a text look, piece by piece
document   a document as one text: what of it is locked, and what its handler asks of it
stories    a document whose text is several, some only shown
handler    a text and its changes back into the file
"""
