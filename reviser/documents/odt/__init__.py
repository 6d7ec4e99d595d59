"""OpenDocument texts (.odt and its relatives), read with byte offsets and written by splices, so that everything that
no edit touches stays equal to the byte. `splices` has what other formats of this kind need too. The files:

names      the names of elements: with any prefix when reading, with the document's own when writing
package    the file: a member of a ZIP file, or a flat file; and which files cannot be opened
pieces     the paragraphs, spans and containers of a document, as arrays of offsets
walk       reads the tags of a document into these arrays, in one pass
fields     controls, fields and citations, which are locked
text_boxes text boxes, headers and footers
scan       as walk, with tracked changes, comments and notes
regions    the list of tracked changes, and the content of comments
shapes     which paragraphs can be joined, and which changes can be decided
plan       plans edits of the text in terms of bytes, or refuses them
expand     empty tags, and elements for several spaces, where an edit needs a place inside
seams      white space at insertions and deletions
emit       turns insertions and deletions into splices
write      turns a plan into insertions and deletions, tracked or not
changes    accepts or rejects tracked changes in the bytes
document   a whole document as one text, and its edits written back into the file
looks      the look of each line
handler    the format handler in the table of formats
"""
