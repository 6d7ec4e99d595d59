"""ERRANT's types of English edits (Bryant, Felice & Briscoe, 2017), computed by ERRANT and a spaCy model. For example,
`R:VERB:SVA` is a replacement that makes a verb agree, and `M:DET` a missing determiner. This needs the extra `errant`;
ERRANT and the model are loaded at the first use.

Types are given to edits of tokens: those of `core.text.words` for our own edits, a dataset's own for an evaluation."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reviser.core.text import Span
from reviser.datasets.annotation_checks import problem
from reviser.datasets.annotations import Annotation
from reviser.datasets.changed_sentences import Passage, passages_in, sentence_spans
from reviser.datasets.library_measures import EditScore
from reviser.datasets.m2 import TokenisedPassage, tokenise
from reviser.datasets.measures import Tokens
from reviser.errors import UserError
from reviser.messages import message

if TYPE_CHECKING:
    from errant import Annotator
    from spacy.tokens import Doc

MODEL_VARIABLE = "REVISER_SPACY_MODEL"  # names a spaCy model: a package or a folder
SMALL_MODEL = "en_core_web_sm"  # with which ERRANT 3 was measured
UNKNOWN = "UNK"  # an edit that changes nothing, which ERRANT's scorer does not count
_TYPE = re.compile(r"UNK|[MUR]:[A-Z]+(?::[A-Z]+)?")
_KEPT = 4096  # parsed sentences
_PLACES = 4  # to which ERRANT's scorer rounds before it compares


def is_error_type(name: str) -> bool:
    """Whether an M2 type is one of ERRANT's."""
    return _TYPE.fullmatch(name) is not None


class TypedTokenEdit(NamedTuple):
    """An edit found by ERRANT: `correction` replaces the tokens `start` to `end` (half-open)."""

    start: int
    end: int
    correction: str
    error_type: str


class ErrorTypes:
    """ERRANT with a model. Raises UserError at the first use if one of them is not installed."""

    @classmethod
    def loaded(cls) -> "ErrorTypes":
        """ERRANT with a model, loaded now and not at the first use."""
        found = cls()
        _ = found._annotator
        return found

    @property
    def versions(self) -> str:
        """The versions of ERRANT and the model; the types depend on both."""
        annotator, meta = self._annotator, self._annotator.nlp.meta
        from errant import __version__

        return f"errant {__version__}, {annotator.nlp.lang}_{meta['name']} {meta['version']}"

    def of_passage(self, passage: TokenisedPassage) -> list[str]:
        """The type of each edit of a passage when all of them are applied, as `errant_m2 -gold` gives them."""
        corrected: list[str] = []
        places: list[list[int]] = []
        done = 0
        for edit in passage.edits:
            corrected += passage.tokens[done : edit.low]
            places.append([edit.low, edit.high, len(corrected), len(corrected) + len(edit.correction)])
            corrected += edit.correction
            done = edit.high
        corrected += passage.tokens[done:]
        before, after = self._parsed(passage.tokens), self._parsed(tuple(corrected))
        return [self._annotator.import_edit(before, after, place).type for place in places]

    def edits(self, source: Tokens, corrected: Tokens) -> list[TypedTokenEdit]:
        """The edits that ERRANT finds between two sentences, as `errant_parallel` does."""
        found = self._annotator.annotate(self._parsed(tuple(source)), self._parsed(tuple(corrected)))
        return [TypedTokenEdit(edit.o_start, edit.o_end, edit.c_str, edit.type) for edit in found]

    def scores(
        self, sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]
    ) -> "ErrorTypeScores":
        """Score the edits of hypotheses against those of references, as `errant_parallel` and `errant_compare` do. An
        edit is right if its tokens and its correction are those of the reference. For each sentence, the reference is
        used that gives the best F0.5 of all sentences up to it."""
        counted = _Counts(Counter(), Counter(), Counter())
        for index, (source, hypothesis) in enumerate(zip(sources, hypotheses, strict=True)):
            made = self._corrections(source, hypothesis)
            each = (_compared(made, self._corrections(source, reference[index])) for reference in references)
            best = max(each, key=lambda counts: _rank(counted, counts))
            for total, more in zip(counted, best, strict=True):
                total.update(more)
        kinds = sorted(set().union(*counted))
        return ErrorTypeScores(counted.score(), {kind: counted.score([kind]) for kind in kinds}, self.versions)

    def _corrections(self, source: Tokens, corrected: Tokens) -> "_Corrections":
        return {edit[:3]: edit.error_type for edit in self.edits(source, corrected) if edit.error_type != UNKNOWN}

    @cached_property
    def _annotator(self) -> "Annotator":
        try:
            import errant
            import spacy
        except ImportError as error:
            raise UserError(
                message("ERRANT is not installed, which tells the types of errors: pip install 'reviser[errant]'.")
            ) from error
        named = os.environ.get(MODEL_VARIABLE, "")
        model = named or _installed_model(spacy.util.get_installed_models())
        try:
            return errant.load("en", spacy.load(model or SMALL_MODEL, exclude=["ner"]))
        except (OSError, ValueError, ImportError) as error:
            if named:
                raise UserError(
                    message(
                        "{model} of {variable} is no spaCy model that can be loaded: {problem}.",
                        model=named,
                        variable=MODEL_VARIABLE,
                        problem=str(error).rstrip("."),
                    )
                ) from error
            raise UserError(
                message(
                    "ERRANT needs an English model of spaCy: python -m spacy download {model}, or name another one in"
                    " {variable}.",
                    model=SMALL_MODEL,
                    variable=MODEL_VARIABLE,
                )
            ) from error

    @cached_property
    def _parsed(self) -> "Callable[[tuple[str, ...]], Doc]":
        nlp = self._annotator.nlp  # says what is missing
        from spacy.tokens import Doc

        @lru_cache(maxsize=_KEPT)
        def parsed(tokens: tuple[str, ...]) -> Doc:
            return nlp(Doc(nlp.vocab, list(tokens)))

        return parsed


def _installed_model(names: Iterable[str]) -> str:
    """The English model to use: the small one, or else the first other one by name; empty if none is installed."""
    english = sorted(name for name in names if name.startswith("en_"))
    return SMALL_MODEL if SMALL_MODEL in english else next(iter(english), "")


@dataclass(frozen=True)
class ErrorTyper:
    """Gives the edits of annotations their types. `foreign` finds the passages of a text that are not in English; their
    edits get no type."""

    error_types: ErrorTypes
    foreign: Callable[[str], Iterable[Span]]

    def pass_on(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        """The annotations with the types of their edits. Annotations without a text, or whose edits do not fit, are
        passed on unchanged. Accepted edits are typed together, as they were applied; each other edit is typed alone, as
        it was offered."""
        return map(self._typed, annotations)

    def _typed(self, annotation: Annotation) -> Annotation:
        if annotation.base is None or not annotation.edits or problem(annotation) is not None:
            return annotation
        found = dict(self._found(annotation, annotation.base))
        edits = tuple(one._replace(error_type=found.get(number, "")) for number, one in enumerate(annotation.edits))
        return replace(annotation, edits=edits)

    def _found(self, annotation: Annotation, base: str) -> Iterator[tuple[int, str]]:
        """The types of an annotation's edits, each with the number of its edit."""
        foreign, spans = list(self.foreign(base)), sentence_spans(base)
        numbers = [
            number
            for number, one in enumerate(annotation.edits)
            if not any(each.start <= one.edit.start < each.end for each in foreign)
        ]
        numbers.sort(key=lambda number: annotation.edits[number].edit.start)
        accepted = [number for number in numbers if annotation.edits[number].accepted]
        waiting = iter(accepted)
        for passage in passages_in(base, spans, [annotation.edits[number] for number in accepted]):
            for error_type in self._of(passage):
                yield next(waiting), error_type
        at = 0
        for number in numbers:
            offered = annotation.edits[number]
            while at + 1 < len(spans) and spans[at].end <= offered.edit.start:
                at += 1
            if not offered.accepted:
                alone = offered._replace(rewritten=None)
                for error_type in self._of(next(passages_in(base, spans[at:], [alone]))):
                    yield number, error_type

    def _of(self, passage: Passage) -> Iterator[str]:
        """The type of each edit of a passage."""
        if not passage.edits:
            return
        tokenised = tokenise(passage)
        for edit, error_type in zip(tokenised.edits, self.error_types.of_passage(tokenised), strict=True):
            yield from [error_type] * len(edit.judged)


@dataclass(frozen=True, slots=True)
class ErrorTypeScores:
    """The score of edits of sentences against those of references, in all and by type in order. `typed_by`: the
    versions of ERRANT and the model."""

    all: EditScore
    by_type: Mapping[str, EditScore]
    typed_by: str


_Corrections = Mapping[tuple[int, int, str], str]  # the types of edits by their places and corrections


class _Counts(NamedTuple):
    """By type, the numbers of edits that are right, that were made but not wanted, and that were wanted but not
    made."""

    right: "Counter[str]"
    wrong: "Counter[str]"
    missed: "Counter[str]"

    def score(self, kinds: Iterable[str] | None = None) -> EditScore:
        """The score of the edits of these types, or of all if `kinds` is None."""
        right, wrong, missed = (
            counter.total() if kinds is None else sum(counter[kind] for kind in kinds) for counter in self
        )
        return EditScore(right + wrong, right + missed, right)


def _compared(made: _Corrections, wanted: _Corrections) -> _Counts:
    right = Counter(name for edit, name in wanted.items() if edit in made)
    wrong = Counter(name for edit, name in made.items() if edit not in wanted)
    missed = Counter(name for edit, name in wanted.items() if edit not in made)
    return _Counts(right, wrong, missed)


def _rank(before: _Counts, counts: _Counts) -> tuple[float, int, int, int]:
    """A key to compare counts by; the better ones have the larger key."""
    together = _Counts(*(one + other for one, other in zip(before, counts, strict=True)))
    f05 = round(together.score().f05 / 100, _PLACES)
    return f05, counts.right.total(), -counts.wrong.total(), -counts.missed.total()
