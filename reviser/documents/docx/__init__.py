"""Word documents (.docx and its relatives), read by places of bytes and written by splices: what no edit touches stays
equal to the byte. What other formats of the kind need too is in `splices`. A file a matter:

namespaces those of WordprocessingML
package    what of the ZIP file is which part of the document, and what cannot be opened, in one sentence
pieces     a part's runs and paragraphs as arrays of places
elements   what each element is to who reads the text
simple_run runs that hold one text, read by one expression
boxes      the text boxes in a drawing
scan       a part's tags to those arrays, in one pass
links      fields whose words are text
styles     what styles and numbering make of runs and paragraphs
looks      how each line looks
marks      which paragraphs' marks are locked, and which go when a change is decided
properties the formats of runs and paragraphs' marks, copied and changed as bytes
plan       edits of a part's text to places in its bytes, or refused
rewrite    a run with what goes and what comes in
write      a plan to splices: clean, or tracked
changes    decisions of what others tracked back into the bytes
comments   those that stand there, and new ones
document   the whole: one text, its facts, and its edits back into the file
handler    the format in the table of formats
"""
