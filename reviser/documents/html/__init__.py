"""Pages of HTML and XHTML, well-formed or not, as prose: read by places of bytes, written by splices (see
`documents.splices`). A file a matter:

tags       tags and entities as bytes, with their places
elements   what each element is to who reads the text: a table
pieces     a page's text as arrays of places, its lines, and the elements within them
scan       a page's source to its pieces
plan       edits of the text to what goes, what comes in and which lines are joined
write      what is planned to splices of the source
declared   the encoding that a page says it is in
document   pages as one text
looks      how the lines look
handler    the format among the others
"""
