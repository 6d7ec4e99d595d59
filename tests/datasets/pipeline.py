"""A pipeline of spaCy for a few English words, by rules: what ERRANT asks of one, without a model to fetch. It tags and
parses wrongly what it does not know."""

from pathlib import Path
from typing import Any

# Word, tag, part of speech, lemma, dependency.
_WORDS = """
I PRP PRON I nsubj
he PRP PRON he nsubj
He PRP PRON he nsubj
they PRP PRON they nsubj
go VBP VERB go ROOT
goes VBZ VERB go ROOT
went VBD VERB go ROOT
has VBZ VERB have ROOT
have VBP VERB have ROOT
a DT DET a det
an DT DET an det
the DT DET the det
apple NN NOUN apple dobj
apples NNS NOUN apple dobj
school NN NOUN school pobj
to IN ADP to prep
at IN ADP at prep
very RB ADV very advmod
good JJ ADJ good amod
. . PUNCT . punct
, , PUNCT , punct
"""


def save_pipeline(folder: Path) -> Path:
    """Save it to a new folder there; the folder."""
    import spacy

    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{}]], {"TAG": "NN", "POS": "NOUN", "DEP": "dep"})
    for line in _WORDS.strip().splitlines():
        word, tag, part, lemma, dependency = line.split()
        ruler.add([[{"ORTH": word}]], {"TAG": tag, "POS": part, "LEMMA": lemma, "DEP": dependency})
    place = folder / "en_few_words"
    nlp.to_disk(place)
    return place
