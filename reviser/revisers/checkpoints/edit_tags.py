"""GECToR (Omelianchuk et al. 2020): a tagger gives each word an operation ("$REPLACE_has", "$TRANSFORM_VERB_VB_VBZ"),
which are carried out, and the result is tagged again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import regex

from reviser.core.edit import Intent
from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.base import Request
from reviser.revisers.checkpoints.folder import TWO_HEADS, look
from reviser.revisers.checkpoints.kinds import Checkpoint
from reviser.revisers.checkpoints.reviser import AskedSentence, RevisedSentence
from reviser.revisers.checkpoints.token_classifier import TokenClassifier
from reviser.revisers.checkpoints.two_heads import TwoHeadTagger

START = "$START"  # stands before the first word, for what is put in there
KEEP = "$KEEP"
ROUNDS = 4  # as the authors tag
LEAST = 0.5  # probability below which an operation is not carried out, where the person names none
VERBS = "verb-form-vocab.txt"
_WORDS = regex.compile(r"[\w\p{M}]+(?:['\u2019\-][\w\p{M}]+)*|[^\w\s]")
_NO_SPACE = regex.compile(r"[.,;:!?)\]}\u2019']")


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word with the white space before it."""

    space: str
    text: str


class WordTagger(Protocol):
    """Gives each word an operation."""

    def word_labels(
        self, sentences: Sequence[Sequence[str]], stopped: Callable[[], bool]
    ) -> list[list[tuple[str, float]]]:
        """For each sentence of words, the label of each with its probability; none at all once `stopped` said so."""
        ...


class EditTagModel:
    """`verbs`: by a verb's form and what it is to become ("go", "VB_VBZ"), that form. `least`: the probability below
    which an operation is not carried out."""

    def __init__(self, tagger: WordTagger, verbs: Mapping[tuple[str, str], str], least: float = LEAST) -> None:
        self._tagger = tagger
        self._verbs = verbs
        self._least = least

    def revise(
        self, sentences: Sequence[AskedSentence], request: Request, stopped: Callable[[], bool]
    ) -> list[tuple[RevisedSentence, ...]]:
        """As SentenceModel has it: one wording a sentence, tagged up to ROUNDS times."""
        if request.brief.wanted and Intent.FLUENCY not in request.brief.wanted:
            return [() for _ in sentences]
        words = [split_words(sentence.text) for sentence in sentences]
        sure = [1.0] * len(sentences)
        for _ in range(ROUNDS):
            labels = self._tagger.word_labels([[START, *(word.text for word in each)] for each in words], stopped)
            if not labels:
                return []
            changed = False
            for number, found in enumerate(labels):
                operations = [(tag, chance) for tag, chance in found if tag != KEEP and chance >= self._least]
                tags = [tag if chance >= self._least else KEEP for tag, chance in found]
                after = apply_tags(words[number], tags, self._verbs)
                if after != words[number]:
                    words[number], changed = after, True
                    sure[number] = min(sure[number], *(chance for _, chance in operations))
            if not changed:
                break
        why = message("A tagger of grammatical errors marked this.")
        return [
            (RevisedSentence(joined(each), Intent.FLUENCY, why, chance, asked=sentence.text, answer=joined(each)),)
            for sentence, each, chance in zip(sentences, words, sure, strict=True)
        ]


def split_words(sentence: str) -> list[TaggedWord]:
    """Words and signs, each with the white space before it. Joined they give the sentence without white space at its
    end."""
    words, place = [], 0
    for found in _WORDS.finditer(sentence):
        words.append(TaggedWord(sentence[place : found.start()], found.group()))
        place = found.end()
    return words


def joined(words: Sequence[TaggedWord]) -> str:
    return "".join(word.space + word.text for word in words).strip()


def apply_tags(
    words: Sequence[TaggedWord], tags: Sequence[str], verbs: Mapping[tuple[str, str], str]
) -> list[TaggedWord]:
    """The words after what `tags` say, the first of which is START's. A tag that is not known, or cannot be carried
    out, keeps its word; so do words without a tag."""
    if tags and tags[0].startswith("$APPEND_") and words:
        words = [replace(words[0], space=" "), *words[1:]]  # it is no longer the first
    done: list[TaggedWord] = []
    merge: str | None = None  # what joins the next word to the one before
    for number, word in enumerate([TaggedWord("", START), *words]):
        tag = tags[number] if number < len(tags) else KEEP
        if merge is not None and done:
            done[-1] = replace(done[-1], text=done[-1].text + merge + word.text)
            merge = None
        elif tag == "$DELETE" and word.text != START:
            continue
        else:
            done.append(word if word.text == START else replace(word, text=changed_word(word.text, tag, verbs)))
        if tag.startswith("$APPEND_"):
            text = tag.removeprefix("$APPEND_")
            done.append(TaggedWord("" if word.text == START or _NO_SPACE.match(text) else " ", text))
        elif tag in {"$MERGE_SPACE", "$MERGE_HYPHEN"} and word.text != START:
            merge = "" if tag == "$MERGE_SPACE" else "-"
    return done[1:]


def changed_word(word: str, tag: str, verbs: Mapping[tuple[str, str], str]) -> str:
    """The word after what a tag says of it alone."""
    if tag.startswith("$REPLACE_"):
        return tag.removeprefix("$REPLACE_")
    if tag.startswith("$TRANSFORM_VERB_"):
        return verbs.get((word.lower(), tag.removeprefix("$TRANSFORM_VERB_")), word)
    match tag.removeprefix("$TRANSFORM_"):
        case "CASE_LOWER":
            return word.lower()
        case "CASE_UPPER":
            return word.upper()
        case "CASE_CAPITAL":
            return word[:1].upper() + word[1:]
        case "CASE_CAPITAL_1":
            return word[:1] + word[1:2].upper() + word[2:]
        case "CASE_UPPER_-1":
            return word[:-1].upper() + word[-1:]
        case "AGREEMENT_PLURAL":
            return word + "s"
        case "AGREEMENT_SINGULAR":
            return word.removesuffix("s")
        case "SPLIT_HYPHEN":
            return word.replace("-", " ")
    return word


def read_verbs(path: Path) -> dict[tuple[str, str], str]:
    """The lines "go_goes:VB_VBZ" of the authors' vocabulary; none where there is no such file. ReviserError where it
    cannot be read."""
    verbs: dict[tuple[str, str], str] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return verbs
    except (OSError, ValueError) as error:
        raise ReviserError(message("{file} cannot be read: fetch the checkpoint again.", file=path)) from error
    for line in lines:
        forms, colon, tags = line.strip().partition(":")
        one, between, other = forms.partition("_")
        if colon and between:
            verbs.setdefault((one, tags), other)
    return verbs


def load(checkpoint: Checkpoint) -> EditTagModel:
    """ReviserError where it cannot be loaded."""
    verbs = read_verbs(checkpoint.folder / VERBS)
    thresholds = checkpoint.thresholds
    tagger: WordTagger
    if look(checkpoint.folder).config.model_type == TWO_HEADS:
        tagger = TwoHeadTagger.load(
            checkpoint.folder,
            pickle=checkpoint.pickle,
            keep_confidence=thresholds.keep_confidence,
            min_error_prob=thresholds.min_error_prob,
        )
    else:
        bias = {KEEP: thresholds.keep_confidence}
        tagger = TokenClassifier.load(checkpoint.folder, pickle=checkpoint.pickle, bias=bias)
    return EditTagModel(tagger, verbs, thresholds.min_error_prob or LEAST)
