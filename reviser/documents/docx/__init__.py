"""Word documents (.docx and its relatives), read with byte offsets and written by splices, so that everything that no
edit touches stays equal to the byte. `splices` has what other formats of this kind need too. The files:

namespaces the namespaces of WordprocessingML
package    the parts of a document in its ZIP file, and which files cannot be opened
pieces     the runs and paragraphs of a part, as arrays of offsets
elements   how each element is read
simple_run runs with one text, matched by one regular expression
boxes      the text boxes in a drawing
scan       reads the tags of a part into these arrays, in one pass
links      fields whose displayed text is editable
styles     the effect of styles and numbering on runs and paragraphs
looks      the look of each line
marks      which paragraph marks are locked, and which are removed when a change is decided
properties the formats of runs and paragraph marks, copied and changed as bytes
plan       plans edits of a part's text in terms of bytes, or refuses them
rewrite    rewrites a run with removed and inserted parts
write      turns a plan into splices, tracked or not
changes    accepts or rejects tracked changes in the bytes
comments   existing and new comments
document   a whole document as one text, and its edits written back into the file
handler    the format handler in the table of formats
"""
