"""Finds the passages that are not in English, paragraph by paragraph. The embedded layers know only English and leave
them alone.

py3langid gives the probability of each of 139 languages. On 1,754 sentences of learners and encyclopedias, and on
essays, it never gave another language 0.8 and English less than 0.02, not even with every word misspelled. Of 3,400
sentences in seventeen other languages it took 6 for English. A passage that is too short to decide gets the language of
its neighbours."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from reviser.core.edit import Remark
from reviser.core.segment import paragraphs, sentences
from reviser.core.text import Span
from reviser.errors import UserError
from reviser.messages import message
from reviser.revisers.base import LANGUAGE_RULE, ReadProgress
from reviser.revisers.rules.layout import pieces
from reviser.revisers.rules.protected_words import masked, merged

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_ALSO_ENGLISH = "pcm"  # Nigerian Pidgin, which short English sentences resemble

# A passage is foreign if another language has a probability above _SURE, and English one below _HARDLY.
_SURE, _HARDLY = 0.8, 0.02
_SURELY_ENGLISH = 0.7
_NEVER = 1e-6  # a language with a lower probability is left out
_PART = 0.95  # for a sentence inside a paragraph that is in English
_QUOTATION = 0.8  # for a quotation there
_SENTENCE_WORDS = 5
_QUOTED_WORDS = 3
_MENTIONED_WORDS = 3  # a shorter passage, such as a title or a name, is not mentioned in the remark
_LONGEST = 4000  # code points of a paragraph that are read
_ENOUGH = 20  # letters outside quotations; if there are fewer, the quotations are read too

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|(?<!\w)\"[^\"]*\"(?!\w)|(?<!\w)‘[^’]*’(?!\w)")
_NAMES = dict(
    pair.split(":")
    for pair in (
        "af:Afrikaans ar:Arabic bg:Bulgarian ca:Catalan cs:Czech cy:Welsh da:Danish de:German el:Greek eo:Esperanto"
        " es:Spanish et:Estonian eu:Basque fa:Persian fi:Finnish fr:French ga:Irish gl:Galician he:Hebrew hi:Hindi"
        " hr:Croatian hu:Hungarian id:Indonesian is:Icelandic it:Italian ja:Japanese ko:Korean la:Latin"
        " lb:Luxembourgish lt:Lithuanian lv:Latvian mk:Macedonian ms:Malay nl:Dutch nn:Norwegian no:Norwegian pl:Polish"
        " pt:Portuguese ro:Romanian ru:Russian sk:Slovak sl:Slovene sq:Albanian sr:Serbian sv:Swedish sw:Swahili"
        " th:Thai tr:Turkish uk:Ukrainian vi:Vietnamese yue:Cantonese zh:Chinese"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A passage in another language. `language` is its ISO 639 code."""

    span: Span
    language: str


_LOADING = Lock()


def _identifier() -> "LanguageIdentifier":
    """The language model, loaded once; other threads wait meanwhile. Raises UserError if no temporary file can be
    written."""
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> "LanguageIdentifier":
    # py3langid imports numpy: it is imported at first use, after the window has been painted.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        # It unpacks its model into a temporary file, which is gone when it has been read.
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        raise UserError(
            message(
                "The language of the text cannot be detected, because no temporary file could be written: "
                "free some space on the disk, or set the environment variable TMPDIR to a folder with free "
                "space."
            )
        ) from error


class _Verdict:
    """The language of a passage: `language` is a code, "" if it is not certain. `likely` is the probability (0 to 1)
    that the passage is in another language than English. `chances` are the probabilities by code."""

    __slots__ = ("chances", "english", "language", "likely")

    def __init__(self, chances: dict[str, float]) -> None:
        self.chances = chances
        english = self.english = chances.get(ENGLISH, 0.0) + chances.get(_ALSO_ENGLISH, 0.0)
        best = max(chances, key=lambda code: chances[code])
        self.likely = chances[best] if english < _HARDLY else 0.0
        self.language = best if self.likely > _SURE else ENGLISH if english > _SURELY_ENGLISH else ""


class Languages:
    """Tells languages apart. The model is read once in a process, at the first use (0.7 s, 60 MB)."""

    def __init__(self) -> None:
        self._judged = lru_cache(maxsize=4096)(self._judge)

    def load(self) -> None:
        """Read the model now. May be called from any thread; other threads that need it wait. Raises UserError if there
        is no room for its temporary file; the next call tries again."""
        _identifier()

    def foreign(self, text: str, hidden: Sequence[Span]) -> Iterator[ReadProgress | Foreign]:
        """The passages of `text` that are not in English, in order, with ReadProgress in between. `hidden` are the
        spans that are not prose, sorted and disjoint."""
        prose = masked(text, hidden, " ")
        verdicts: list[tuple[Span, _Verdict]] = []
        for paragraph in paragraphs(text):
            verdict = self._of_paragraph(paragraph.of(prose))
            if verdict is not None:
                verdicts.append((paragraph, verdict))
            yield ReadProgress(0, len(text))
        for (paragraph, _), language in zip(verdicts, _smooth([verdict for _, verdict in verdicts]), strict=True):
            if language != ENGLISH:
                yield Foreign(paragraph.trimmed(text), language)
                continue
            for piece in pieces(paragraph.of(prose)):
                start = paragraph.start + piece.start
                for part in self._inside(prose[start : paragraph.start + piece.end]):
                    yield Foreign(part.span.shift(start), part.language)
                yield ReadProgress(0, len(text))

    def is_foreign(self, words: str) -> bool:
        """Whether adjacent words that are in no dictionary belong to another language, such as "coq au vin". False for
        misspelled English: "recieve definately"."""
        return self._judged(words).english < _HARDLY

    def _of_paragraph(self, prose: str) -> _Verdict | None:
        """The verdict on a paragraph, quotations left out where enough text remains. None if the paragraph has no
        word."""
        own = _QUOTED.sub(" ", prose[:_LONGEST])
        if sum(map(len, _WORD.findall(own))) < _ENOUGH:
            own = prose
        return self._judged(" ".join(own.split())) if _WORD.search(own) else None

    def _inside(self, prose: str) -> Iterator[Foreign]:
        """Sentences and quotations in another language inside an English paragraph."""
        parts = [(span, _SENTENCE_WORDS, _PART) for span in sentences(prose)]
        parts += [(Span(match.start(), match.end()), _QUOTED_WORDS, _QUOTATION) for match in _QUOTED.finditer(prose)]
        taken = 0
        for span, least, likely in sorted(parts):
            words = span.of(prose)
            if span.start < taken or len(_WORD.findall(words)) < least:
                continue
            verdict = self._judged(" ".join(words.split()))
            if verdict.likely > likely:
                taken = span.end
                yield Foreign(span.trimmed(prose), verdict.language)

    def _judge(self, text: str) -> _Verdict:
        # Only a few of the 139 languages matter. With all of them a verdict takes 6 KB, and thousands are cached.
        return _Verdict({code: chance for code, chance in _identifier().rank(text) if chance > _NEVER})


def _smooth(verdicts: Sequence[_Verdict]) -> Iterator[str]:
    """The language of each passage. An uncertain passage gets the likelier of the languages before and behind it."""
    sure = [verdict.language for verdict in verdicts]
    following, after = [""] * len(sure), ""
    for place in reversed(range(len(sure))):
        following[place] = after
        after = sure[place] or after
    before = ""
    for verdict, own, behind in zip(verdicts, sure, following, strict=True):
        around = [language for language in (before, behind) if language]
        yield own or max(around, key=lambda language: verdict.chances.get(language, 0.0), default=ENGLISH)
        before = own or before


def spans(foreign: Sequence[Foreign]) -> tuple[Span, ...]:
    """The places of the passages as sorted, disjoint spans, for `Request.foreign`."""
    return merged(passage.span for passage in foreign)


def remark(text: str, foreign: Sequence[Foreign]) -> Remark | None:
    """One remark that lists the foreign passages by language. None if all of them are too short to mention."""
    mentioned = [passage for passage in foreign if len(_WORD.findall(passage.span.of(text))) >= _MENTIONED_WORDS]
    if not mentioned:
        return None
    counts = Counter(_NAMES.get(passage.language, "another language") for passage in mentioned).most_common()
    (first, count), *others = counts[:3]
    listed = [
        f"{count} {'passage' if count == 1 else 'passages'} in {first}",
        *(f"{n} in {name}" for name, n in others),
    ]
    more = ", …" if len(counts) > 3 else ""
    message = f"The embedded reviser knows English only and leaves the rest alone: {', '.join(listed)}{more}."
    return Remark(mentioned[0].span, message, "embedded", LANGUAGE_RULE)
