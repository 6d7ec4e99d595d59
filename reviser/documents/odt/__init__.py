"""OpenDocument texts (.odt and its relatives), read by places of bytes and written by splices: what no edit touches
stays equal to the byte. What other formats of the kind need too is in `splices`. A file a matter:

names      the names of elements: whatever their prefixes, and with a document's own
package    the file: a ZIP file's member, or all of a flat one; what cannot be opened, in one sentence
pieces     a document's paragraphs, spans and containers as arrays of places
walk       the document's tags to those arrays, in one pass
fields     controls, fields and citations: locked
apart      text boxes, and where headers and footers stand
scan       the same with tracked changes, comments and notes
regions    the list of tracked changes, and what comments hold
shapes     which paragraphs can be joined, and which changes can be decided
plan       edits of the text to places in the bytes, or refused
expand     empty tags and several blanks in one element, where an edit needs a place within
seams      white space where something comes or goes
emit       what comes and goes to splices
write      a plan to what comes and goes: clean, or tracked
changes    decisions of what others tracked back into the bytes
document   the whole: one text, its facts, and its edits back into the file
looks      how its lines look
handler    the format in the table of formats
"""
