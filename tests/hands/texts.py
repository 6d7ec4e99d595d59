"""Texts to write in: what a writer's files have, and what editors stumble over."""

PLAIN = (
    "We went home early. It was late.\nNothing else happened.\n\n"
    + "A long paragraph with many words that wraps about and goes on. " * 6
    + "\n  Indented, with blanks behind.   \n\nThe end of it."
)
SIGNS = (
    "5\u00a0km to \u201cgo\u201d\u2026\nA line\u2028separated.\tTabbed \U0001f600 and \U0001f469\u200d\U0001f469\u200d"
    "\U0001f467 e\u0301a\u0308 x.\n\n\nna\u00efve \u2014 caf\u00e9\n"
)
RIGHT_TO_LEFT = (
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd and more 123 \u05d0\u05d1\u05d2.\n"
    "Latin \u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645 end (x).\n\u05d0\n"
)
CRLF = PLAIN.replace("\n", "\r\n")
PAGES = "".join(
    f"Paragraph {number} has a few words, {'and more of them ' * (number % 7)}to go.\n" for number in range(60)
)
EMPTY = ""
