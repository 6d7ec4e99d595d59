"""The kinds of candidates: the name of each, the threshold above which it is proposed, and its explanation.

`threshold` is a gain in natural logarithms (see `scoring`). Above it three in four of the kind's labelled examples are
right, in texts that have as many errors as those. The thresholds were set from about 1,260 labels on the essays and
R3's texts; JFLEG was not used. These kinds were measured and left out because fewer were right: other articles, removed
articles, words that only fill ("also"), removed small words, capitals, tenses, words of another part of speech, the
place of adverbs, "that" for "which", apostrophes."""

from dataclasses import dataclass
from enum import Enum


class CandidateGroup(Enum):
    """The group within which candidates compete before they are scored in full."""

    REPLACEMENT = "replacement"
    INSERTION = "insertion"
    COMMA = "comma"
    CLAUSE = "clause"
    COMMA_AWAY = "comma-away"


class KindFamily(Enum):
    """The area of grammar of a kind. Labels are counted by family if a kind has few."""

    CLAUSES = "how clauses are joined"
    COMMA = "a comma that is missing"
    COMMA_AWAY = "a comma too many"
    COMPOUND = "words that belong together"
    CONFUSION = "words that are confused"
    NOMINAL_FORM = "forms of nouns, adjectives and adverbs"
    PREPOSITION = "prepositions"
    SMALL_WORD = "small words that are missing"
    VERB_FORM = "forms of verbs"


@dataclass(frozen=True, slots=True)
class CandidateKind:
    """A kind of candidate. `says` is its explanation, with the placeholders {before}, {after}, {next} (the words behind
    it, up to a noun) and {last} (the word before it). A kind whose explanation needs more has a function in
    `reasons`."""

    name: str
    family: KindFamily | None
    group: CandidateGroup
    threshold: float
    says: str = ""


_TABLE = (
    CandidateKind("agreement", KindFamily.VERB_FORM, CandidateGroup.REPLACEMENT, 0.0),
    CandidateKind(
        "article-in", KindFamily.SMALL_WORD, CandidateGroup.INSERTION, 2.0, "Before “{next}” goes “{after}”."
    ),
    CandidateKind("comma-behind", KindFamily.COMMA_AWAY, CandidateGroup.COMMA_AWAY, -1.0, "No comma is needed here."),
    CandidateKind("comma-clause", KindFamily.CLAUSES, CandidateGroup.CLAUSE, -4.0),
    CandidateKind("comma-complex", KindFamily.CLAUSES, CandidateGroup.CLAUSE, -3.5),
    CandidateKind("comma-in", KindFamily.COMMA, CandidateGroup.COMMA, 2.75),
    CandidateKind("comma-opening", KindFamily.COMMA, CandidateGroup.CLAUSE, -2.0),
    CandidateKind("comma-out", KindFamily.COMMA_AWAY, CandidateGroup.COMMA_AWAY, 3.7, "No comma is needed here."),
    CandidateKind("comma-pair", KindFamily.COMMA_AWAY, CandidateGroup.COMMA_AWAY, 1.0, "No comma is needed here."),
    CandidateKind(
        "comma-which",
        KindFamily.COMMA,
        CandidateGroup.CLAUSE,
        -1.75,
        "The clause with “which” could be left out, so a comma goes before it.",
    ),
    CandidateKind(
        "confused",
        KindFamily.CONFUSION,
        CandidateGroup.REPLACEMENT,
        2.0,
        "“{before}” and “{after}” are easily confused; here “{after}” fits.",
    ),
    CandidateKind(
        "counted",
        KindFamily.CONFUSION,
        CandidateGroup.REPLACEMENT,
        -2.5,
        "Things that can be counted take “{after}”, not “{before}”.",
    ),
    CandidateKind(
        "degree",
        KindFamily.NOMINAL_FORM,
        CandidateGroup.REPLACEMENT,
        1.0,
        "“{after}” fits here better than “{before}”.",
    ),
    CandidateKind(
        "hyphen", KindFamily.COMPOUND, CandidateGroup.REPLACEMENT, -2.0, "“{after}” is written with a hyphen here."
    ),
    CandidateKind("ing", KindFamily.VERB_FORM, CandidateGroup.REPLACEMENT, 6.0, "Here the form is “{after}”."),
    CandidateKind("join", KindFamily.COMPOUND, CandidateGroup.REPLACEMENT, 0.0, "“{after}” is written as one word."),
    CandidateKind("number", KindFamily.NOMINAL_FORM, CandidateGroup.REPLACEMENT, 2.85),
    CandidateKind(
        "noun-preposition",
        KindFamily.PREPOSITION,
        CandidateGroup.REPLACEMENT,
        5.5,
        "After “{last}”, “{after}” is usual here, not “{before}”.",
    ),
    CandidateKind(
        "preposition",
        KindFamily.PREPOSITION,
        CandidateGroup.REPLACEMENT,
        2.0,
        "After “{last}”, “{after}” is usual here, not “{before}”.",
    ),
    CandidateKind(
        "real-word",
        KindFamily.CONFUSION,
        CandidateGroup.REPLACEMENT,
        2.5,
        "“{before}” is a word, but here “{after}” fits.",
    ),
    CandidateKind(
        "splice", KindFamily.CLAUSES, CandidateGroup.REPLACEMENT, -1.0, "A comma alone does not join two sentences."
    ),
    CandidateKind("verb", KindFamily.VERB_FORM, CandidateGroup.REPLACEMENT, 1.0),
    CandidateKind("word-in", KindFamily.SMALL_WORD, CandidateGroup.INSERTION, 2.0, "“{after}” is missing here."),
)
KINDS = {kind.name: kind for kind in _TABLE}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate edit: `text[start:end]` of a sentence becomes `after`. Offsets are code points of the sentence.
    `kind` is one of `KINDS`."""

    start: int
    end: int
    after: str
    kind: CandidateKind
