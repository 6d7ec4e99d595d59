"""The kinds of candidates: one table of what each is called, how sure the model must be of it, and what it says.

`threshold`: the gain (natural logarithm, see `scoring`) above which three in four of a kind's labelled examples are
right, over texts that have as many errors as those. Set from some 1,080 labels on 71 essays and 20 of R3's texts; JFLEG
was not looked at. Measured, and left out because fewer were right: other articles, words that only fill ("also"),
capitals of what may be a name, tenses, words of another part of speech, the place of adverbs, "that" for "which".
"""

from dataclasses import dataclass
from enum import Enum


class CandidateGroup(Enum):
    """What candidates compete with before they are scored in full."""

    REPLACEMENT = "replacement"
    INSERTION = "insertion"
    DELETION = "deletion"
    COMMA = "comma"
    CLAUSE = "clause"
    COMMA_AWAY = "comma-away"


@dataclass(frozen=True, slots=True)
class CandidateKind:
    """`says` is why, with {before}, {after}, {next} (what follows, up to a noun) and {last} (the word before); kinds
    whose reason depends on more have a function in `reasons`."""

    name: str
    group: CandidateGroup
    threshold: float
    says: str = ""


_TABLE = (
    CandidateKind("agreement", CandidateGroup.REPLACEMENT, 0.0),
    CandidateKind("article-in", CandidateGroup.INSERTION, 2.0, "Before “{next}” goes “{after}”."),
    CandidateKind("article-out", CandidateGroup.DELETION, 3.0, "Before “{next}” no “{before}” is needed."),
    CandidateKind("case", CandidateGroup.REPLACEMENT, 3.0, "Inside a sentence this word takes no capital."),
    CandidateKind("comma-clause", CandidateGroup.CLAUSE, -4.0),
    CandidateKind("comma-in", CandidateGroup.COMMA, 2.75),
    CandidateKind("comma-out", CandidateGroup.COMMA_AWAY, 3.0, "No comma is needed here."),
    CandidateKind(
        "confused",
        CandidateGroup.REPLACEMENT,
        2.0,
        "“{before}” and “{after}” are easily confused; here “{after}” fits.",
    ),
    CandidateKind(
        "counted", CandidateGroup.REPLACEMENT, -2.5, "Of what can be counted one says “{after}”, not “{before}”."
    ),
    CandidateKind("degree", CandidateGroup.REPLACEMENT, 1.0, "“{after}” fits here better than “{before}”."),
    CandidateKind("hyphen", CandidateGroup.REPLACEMENT, -2.0, "“{after}” is written with a hyphen here."),
    CandidateKind("ing", CandidateGroup.REPLACEMENT, 6.0, "Here the form is “{after}”."),
    CandidateKind("join", CandidateGroup.REPLACEMENT, 0.0, "“{after}” is written as one word."),
    CandidateKind("number", CandidateGroup.REPLACEMENT, 2.75),
    CandidateKind(
        "noun-preposition",
        CandidateGroup.REPLACEMENT,
        5.5,
        "After “{last}” usually goes “{after}” here, not “{before}”.",
    ),
    CandidateKind(
        "possessive", CandidateGroup.REPLACEMENT, 0.5, "What belongs to somebody takes an apostrophe: “{after}”."
    ),
    CandidateKind(
        "preposition", CandidateGroup.REPLACEMENT, 2.0, "After “{last}” usually goes “{after}” here, not “{before}”."
    ),
    CandidateKind("real-word", CandidateGroup.REPLACEMENT, 2.5, "“{before}” is a word, but here “{after}” fits."),
    CandidateKind("splice", CandidateGroup.REPLACEMENT, -1.0, "A comma alone does not join two sentences."),
    CandidateKind("verb", CandidateGroup.REPLACEMENT, 1.0),
    CandidateKind("word-in", CandidateGroup.INSERTION, 2.0, "“{after}” is missing here."),
    CandidateKind("word-out", CandidateGroup.DELETION, 9.0, "“{before}” is not needed here."),
)
KINDS = {kind.name: kind for kind in _TABLE}


@dataclass(frozen=True, slots=True)
class Candidate:
    """`text[start:end]` of a sentence becomes `after`. `kind` is one of `KINDS`."""

    start: int
    end: int
    after: str
    kind: CandidateKind
