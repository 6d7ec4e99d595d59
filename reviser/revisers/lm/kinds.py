"""The kinds of candidates: one table of what each is called, how sure the model must be of it, and what it says.

`threshold`: the gain (natural logarithm, see `scoring`) above which three in four of a kind's labelled examples are
right, over texts that have as many errors as those. Set from some 1,050 labels on 71 essays and 20 of R3's texts; JFLEG
was not looked at. Measured, and left out because fewer were right: other articles, words that only fill ("also"),
capitals of what may be a name, tenses, words of another part of speech, the place of adverbs, "that" for "which".
"""

from dataclasses import dataclass
from enum import Enum


class Group(Enum):
    """What candidates compete with before they are scored in full."""

    REPLACEMENT = "replacement"
    INSERTION = "insertion"
    DELETION = "deletion"
    COMMA = "comma"
    CLAUSE = "clause"
    COMMA_AWAY = "comma-away"


@dataclass(frozen=True, slots=True)
class Kind:
    """`says` is why, with {before}, {after}, {next} (what follows, up to a noun) and {last} (the word before); kinds
    whose reason depends on more have a function in `reasons`."""

    name: str
    group: Group
    threshold: float
    says: str = ""


_TABLE = (
    Kind("agreement", Group.REPLACEMENT, 0.0),
    Kind("article-in", Group.INSERTION, 2.0, "Before “{next}” goes “{after}”."),
    Kind("article-out", Group.DELETION, 3.0, "Before “{next}” no “{before}” is needed."),
    Kind("case", Group.REPLACEMENT, 3.0, "Inside a sentence this word takes no capital."),
    Kind("comma-clause", Group.CLAUSE, -4.0),
    Kind("comma-in", Group.COMMA, 2.75),
    Kind("comma-out", Group.COMMA_AWAY, 3.0, "No comma is needed here."),
    Kind("confused", Group.REPLACEMENT, 3.0, "“{before}” and “{after}” are easily confused; here “{after}” fits."),
    Kind("counted", Group.REPLACEMENT, -2.5, "Of what can be counted one says “{after}”, not “{before}”."),
    Kind("degree", Group.REPLACEMENT, 3.0, "“{after}” fits here better than “{before}”."),
    Kind("hyphen", Group.REPLACEMENT, -2.0, "“{after}” is written with a hyphen here."),
    Kind("ing", Group.REPLACEMENT, 6.0, "Here the form is “{after}”."),
    Kind("join", Group.REPLACEMENT, 0.0, "“{after}” is written as one word."),
    Kind("number", Group.REPLACEMENT, 2.75),
    Kind("noun-preposition", Group.REPLACEMENT, 5.5, "After “{last}” usually goes “{after}” here, not “{before}”."),
    Kind("possessive", Group.REPLACEMENT, 0.5, "What belongs to somebody takes an apostrophe: “{after}”."),
    Kind("preposition", Group.REPLACEMENT, 2.0, "After “{last}” usually goes “{after}” here, not “{before}”."),
    Kind("real-word", Group.REPLACEMENT, 2.5, "“{before}” is a word, but here “{after}” fits."),
    Kind("splice", Group.REPLACEMENT, -1.0, "A comma alone does not join two sentences."),
    Kind("verb", Group.REPLACEMENT, 1.0),
    Kind("word-in", Group.INSERTION, 4.0, "“{after}” is missing here."),
    Kind("word-out", Group.DELETION, 9.0, "“{before}” is not needed here."),
)
KINDS = {kind.name: kind for kind in _TABLE}


@dataclass(frozen=True, slots=True)
class Candidate:
    """`text[start:end]` of a sentence becomes `after`. `kind` is one of `KINDS`."""

    start: int
    end: int
    after: str
    kind: Kind
