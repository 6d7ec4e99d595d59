"""The layer "harper": Harper, an offline grammar checker, runs in this process.

Harper reads a text paragraph by paragraph. Protected spans and everything that is not prose are overwritten with a
private-use character, which Harper takes for an unknown sign, so that offsets stay valid. Findings in the writer's own
words are dropped (protected_words.py). intents.py has the intent of each finding, and the rules that are not used."""

import math
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from harper import Language, Lint, Suggestion, SuggestionKind

from reviser.core.edit import Edit, Proposal, Remark
from reviser.core.text import Span
from reviser.revisers.base import Found, ReadProgress, Request
from reviser.revisers.rules.contextual_spelling import irregular, meant_possessive, reread
from reviser.revisers.rules.harper_exceptions import (
    begins_item,
    is_drawn_out,
    is_meant,
    is_negated,
    without_doubled_letters,
)
from reviser.revisers.rules.intents import EXPLANATIONS, NOT_TECHNICAL, intent_of
from reviser.revisers.rules.layout import doubles_spaces, keeps_column, pieces
from reviser.revisers.rules.linters import Linters
from reviser.revisers.rules.protected_words import (
    WORD,
    ProtectedWords,
    count_symbols,
    follows_abbreviation,
    is_label,
    is_variant,
    masked,
    merged,
    neighbours,
    starts_sentence,
    symbolic_spans,
)
from reviser.revisers.rules.spelling import SHORT_FORMS, Frequencies, Speller, slip_cost

WHITE_SPACE_GROUP = "harper/white-space"

_SPELLING = frozenset({"SpellCheck", "OrthographicConsistency"})
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")

# The lowest plausibility of a correction, in natural logarithms (spelling.py). The values were set on learners'
# sentences, where few right corrections should be lost, and on abstracts, where few terms should be taken for slips.
_POSSIBLE = -18.0
_LIKELY = -13.0  # for a word with a capital at the beginning of a sentence, which may be a name
_SURE = -11.5  # for a word that occurs twice or more, or has a learned prefix or suffix: only well-known misspellings
_CERTAIN = -10.0
_PLAIN = -7.95  # for a short word that occurs twice or more: "teh" and "adn" are corrected, "cpu" is not
_RUN_TOGETHER = 11  # code points
_OPENING_QUOTES = frozenset("\"'“‘([*_>")
_BEHIND_LABEL = frozenset({"and", "or", "is", "equals", "to", "through"})
_QUOTES = frozenset({"''", '""', "“”", "‘’", "`'"})  # around one word: a name in code
_TRUST = 4.0  # subtracted from the needed plausibility in a document with few names and terms

_MARK = re.compile(r"^\s*\w{1,2}[:.)]$")  # Q:  and A:
_DOTTED = re.compile(r"\.\w")  # a name in code: .POSIX
_HYPHENS = frozenset("-‑")

_CURLY, _STRAIGHT = re.compile(r"(?<=\w)’(?=\w)"), re.compile(r"(?<=\w)'(?=\w)")
# A noun behind "your" and an adjective: matches "your loyal friends", but not "your welcome" or "your right about it".
_YOUR_NOUN = re.compile(
    r"\s+\w+\s+(?!(?:to|and|or|but|if|that|about|for|in|at|on|with|when|because|as|now|here|there)\b)\w"
)

_MASK = "\ue000"
_EMPHASIS = frozenset("*_~")
_WORD = 40  # letters; a longer run of letters gets no correction
_SHORT = 4  # "un" and "los" are more often slips than names without their capital; "italian" and "maoist" are names
_BRIEF = 6  # letters; in a technical text a shorter unknown word is probably a name or a term: "revlex"
# Highest cost of a slip (spelling.py) that is corrected.
_SMALL_SLIP = 0.62  # in a short word of a technical text: two letters swapped, one doubled, an apostrophe left out
_SHORT_SLIP = 0.95  # in a short word that occurs twice or more
_ONE_SLIP = 1.2  # in a technical text; a word with a larger slip is probably a term: "refspec"
_RULES = frozenset("-=|+*│─═")  # lines of a table, bullets


@dataclass(frozen=True, slots=True)
class _Finding:
    """One of Harper's findings, in offsets of the document. `texts` are the possible replacements of `span`, best
    first."""

    rule: str
    kind: str
    span: Span
    texts: tuple[str, ...]
    message: str


class Harper:
    """Harper as a layer. `foreign` tells whether several unknown words in a row belong to another language."""

    def __init__(self, foreign: Callable[[str], bool] = lambda _: False) -> None:
        self._local = threading.local()
        self._linters = Linters()
        self._foreign = foreign

    @property
    def name(self) -> str:
        return "harper"

    def find(self, request: Request) -> Iterator[Found]:
        text = request.text
        hidden = merged((*request.protected, *symbolic_spans(text)))
        prose = masked(text, hidden, _MASK)
        forms = (after for _, after in request.memory.forms)
        symbols = count_symbols(text, hidden, request.foreign)
        protected = ProtectedWords.read(prose, (*request.memory.words, *forms), symbols)
        yield ReadProgress(0, len(text))
        habit, curly = doubles_spaces(prose), _CURLY.subn("", prose)[1] > _STRAIGHT.subn("", prose)[1]
        for piece in pieces(prose):
            findings = list(self._findings(prose, piece, request.dialect))
            foreign = self._in_other_language(prose, findings)
            for finding in findings:
                if finding.span in foreign and finding.rule in _SPELLING:
                    continue
                if habit and finding.span.of(prose) == "  ":
                    continue
                if finding.rule == "CompoundNouns" and self._speller().is_open(finding.span.of(prose)):
                    continue
                if protected.is_clearly_technical and finding.rule in NOT_TECHNICAL:
                    continue
                if finding.rule == "SentenceCapitalization" and not self._begins_sentence(prose, finding, protected):
                    continue
                spelled = (
                    self._spelled(prose, finding, protected, request.dialect) if finding.rule in _SPELLING else finding
                )
                written = _with_apostrophes(spelled) if curly and spelled is not None else spelled
                output = None if written is None else _output(text, prose, written, protected)
                if output is not None:
                    yield output
            yield ReadProgress(piece.end, len(text))

    def _in_other_language(self, prose: str, findings: Sequence[_Finding]) -> set[Span]:
        """The spans of unknown words that are next to each other and belong to another language."""
        unknown = [finding.span for finding in findings if finding.rule in _SPELLING]
        foreign: set[Span] = set()
        first = 0
        for last, span in enumerate(unknown):
            if last + 1 < len(unknown) and prose[span.end : unknown[last + 1].start].isspace():
                continue
            run = unknown[first : last + 1]
            slips = sum(self._speller().is_slip(word.of(prose)) for word in run)
            if last > first and 2 * slips < len(run) and self._foreign(prose[unknown[first].start : span.end]):
                foreign |= set(run)
            first = last + 1
        return foreign

    def _findings(self, prose: str, piece: Span, dialect: str) -> Iterator[_Finding]:
        """Harper's findings in `piece` of `prose`, sorted by place, with the corrections of contextual_spelling.py."""
        linter = self._linters.of(dialect, len(piece))
        organized = linter.organized_lints(piece.of(prose), language=Language.PLAINTEXT, dedup=False)
        lints = [(lint.span.start, lint.span.end, rule, lint) for rule, found in organized.items() for lint in found]
        for start, end, rule, lint in sorted(lints, key=lambda item: item[:3]):
            texts = tuple(dict.fromkeys(_replacement(lint, suggestion) for suggestion in lint.suggestions))
            if rule == "NominalWants" and lint.problem_text.lower() == "wont":
                texts = (f"{lint.problem_text[0]}on't",)  # "we wont go": Harper thinks of "want" alone
            span = Span(start, end).shift(piece.start)
            if rule == "OrthographicConsistency" and starts_sentence(prose, span.start):
                # "Who's there?": its dictionary has "who's" alone.
                small = span.of(prose)[:1].lower() + span.of(prose)[1:]
                texts = tuple(text for text in texts if text != small)
                if not texts:
                    continue
            meant = reread(prose, rule, span, texts)
            if meant or not texts:
                yield _Finding(rule, lint.lint_kind, span, meant, lint.message)

    def _spelled(self, prose: str, finding: _Finding, protected: ProtectedWords, dialect: str) -> _Finding | None:
        """The spelling finding with its replacements ordered by the neighbouring words, best first. None if the word is
        probably right: a name, a term, or another word of the writer's."""
        word, speller = finding.span.of(prose), self._speller()
        if (
            word.lower() in SHORT_FORMS
            or is_meant(prose, finding.span.start, word)
            or protected.is_named(prose, finding.span.start, word)
            or f"{word}." in finding.texts
            or not 1 < len(word) <= _WORD
            or is_negated(word, lambda text: self._knows(text, dialect))
        ):
            return None
        if is_drawn_out(word):
            meant = tuple(text for text in without_doubled_letters(word) if self._knows(text, dialect))
            return replace(finding, texts=meant) if meant else None
        same = any(text.lower() == word.lower() for text in finding.texts)
        if finding.rule != "SpellCheck" and len(word) > _SHORT:
            return finding
        if word.lower() in protected.names and not same:
            return None
        if any(is_variant(word, text) for text in finding.texts[:1]):
            # A spelling of another dialect: a single one is a slip, several show the dialect of the document.
            return None if dialect == "American" and protected.variants > 1 else finding
        # A word that occurs twice or more gets one correction everywhere, whatever its neighbours are.
        before, after = ("", "") if protected.occurrences(word) > 1 else neighbours(prose, finding.span)
        ranked = speller.ranked(word, before, after, finding.texts, lambda text: self._knows(text, dialect))
        if not ranked:
            return None
        own = meant_possessive(prose, finding.span) or irregular(prose, finding.span)
        if own is not None:
            return replace(finding, texts=(own, *(text for text, _ in ranked if text != own)))
        best = ranked[0][0]
        slip = slip_cost(word, best.replace(" ", ""))
        most = (
            _SMALL_SLIP
            if protected.is_clearly_technical
            else _SHORT_SLIP
            if protected.occurrences(word) > 1
            else math.inf
        )
        if len(word) <= _SHORT and slip > most and not same and speller.plausibility(word, best) < 0:
            return None  # "src", "wifi": the word is as likely as any of its many neighbours in spelling
        if not prose[finding.span.end : finding.span.end + 200].strip() and protected.counts.total() > 1:
            return None  # the last word of the document without a full stop: it may not be finished
        needed = self._needed(word, protected)
        if " " in best and protected.occurrences(word) > 1:
            needed = max(needed, _PLAIN)  # "alot" is corrected, "mixin" is not
        if protected.is_clearly_technical:
            needed = max(needed, _needed_in_code(prose, finding.span, best, slip))
        if speller.plausibility(word, best) < needed:
            return None
        return replace(finding, texts=tuple(text for text, _ in ranked))

    def _begins_sentence(self, prose: str, finding: _Finding, protected: ProtectedWords) -> bool:
        """Whether the word in lower case at the finding may begin a sentence. In a technical text only a common word
        can, so that "dpkg" gets no capital."""
        before = prose[max(0, finding.span.start - 3) : finding.span.start]
        if before and ((not before[-1].isspace() and before[-1] not in _OPENING_QUOTES) or _MASK in before):
            return False
        word = WORD.match(prose, finding.span.start)
        return not protected.is_clearly_technical or (word is not None and self._speller().is_common(word.group()))

    def _needed(self, word: str, protected: ProtectedWords) -> float:
        """The lowest plausibility, in natural logarithms, that the correction of the unknown `word` must have. A word
        that occurs twice or more is not therefore right: misspellings are repeated too."""
        repeated = protected.occurrences(word) > 1
        if repeated and len(word) <= _SHORT:
            return _PLAIN
        if repeated and not protected.is_technical and not self._speller().is_derived(word):
            return _LIKELY
        if repeated or self._speller().is_derived(word) or (protected.is_technical and len(word) <= _BRIEF):
            return _SURE
        trust = 0.0 if protected.is_technical else _TRUST
        return (_LIKELY if word[:1].isupper() or len(word) < _SHORT else _POSSIBLE) - trust

    def spellings(self, prose: str, word: Span, at: int, dialect: str) -> tuple[Span, tuple[str, ...]] | None:
        """The part of `word` nearest to the code point `at` that Harper does not know, and its possible corrections,
        best first. Names and the writer's own words are included. None if Harper knows every part."""
        findings = [
            each for each in self._findings(word.of(prose), Span(0, len(word)), dialect) if each.rule in _SPELLING
        ]
        if not findings:
            return None
        finding = min(
            findings, key=lambda each: max(each.span.start + word.start - at, at - word.start - each.span.end)
        )
        span = finding.span.shift(word.start)
        before, after = neighbours(prose, span)
        ranked = self._speller().ranked(
            span.of(prose), before, after, finding.texts, lambda text: self._knows(text, dialect)
        )
        texts = tuple(text for text, _ in ranked if text and text != span.of(prose))
        curly = "’" in prose and "'" not in prose
        return span, tuple(text.replace("'", "’") for text in texts) if curly else texts

    def _knows(self, word: str, dialect: str) -> bool:
        """Whether Harper's dictionary has `word`."""
        return not self._linters.of(dialect).organized_lints(word, language=Language.PLAINTEXT, dedup=False)[
            "SpellCheck"
        ]

    def _speller(self) -> Speller:
        """The Speller of this thread, built at its first use (about 0.3 s)."""
        speller: Speller | None = getattr(self._local, "speller", None)
        if speller is None:
            speller = self._local.speller = Speller(Frequencies.load())
        return speller


def _needed_in_code(prose: str, span: Span, best: str, slip: float) -> float:
    """The lowest plausibility, in natural logarithms, that `best` must have as the correction of the unknown word at
    `span` in a text about programs. Infinite for words that are names there: "mixin", "wishlist", or a short word in
    quotation marks. `slip` is the cost of the slip (spelling.py)."""
    length = len(span)
    quoted = prose[span.start - 1 : span.start] + prose[span.end : span.end + 1] in _QUOTES
    if (" " in best and length < _RUN_TOGETHER) or (quoted and length <= _SHORT):
        return math.inf
    return _CERTAIN if quoted or slip > _ONE_SLIP else _SURE


def _with_apostrophes(finding: _Finding) -> _Finding:
    """The finding with curly apostrophes in its replacements."""
    return replace(finding, texts=tuple(_STRAIGHT.sub("’", text) for text in finding.texts))


def _replacement(lint: Lint, suggestion: Suggestion) -> str:
    """The text that `suggestion` puts in the place of the lint's words."""
    match suggestion.kind:
        case SuggestionKind.REMOVE:
            return ""
        case SuggestionKind.INSERT_AFTER:
            return lint.problem_text + suggestion.replacement_text
        case _:
            return suggestion.replacement_text


def _output(text: str, prose: str, finding: _Finding, protected: ProtectedWords) -> Proposal | Remark | None:
    """The proposal or remark for a finding. None if it is not to be shown: no intent, masked text, or the writer's own
    words."""
    intent = intent_of(finding.kind, finding.rule)
    before = finding.span.of(text)
    if intent is None or _touches_mask(text, prose, finding.span):
        return None
    rule = f"harper/{finding.rule}"
    texts = tuple(after for after in finding.texts if after != before)
    if finding.rule == "MassNouns":
        # "informations" -> "information" is right, but Harper cannot tell whether "a republic" should lose its article.
        texts = tuple(after for after in texts if len(WORD.findall(before)) == len(WORD.findall(after)) == 1)
    if not finding.texts:
        if finding.kind == "Readability":
            return Remark(finding.span, _plain(finding.message), "embedded", rule)
        return None
    if not texts or _is_writers(prose, finding, before, protected):
        return None
    blank = not before.strip() and not texts[0].strip()
    if not texts[0] and not before.strip() and _DOTTED.match(text, finding.span.end):
        return None
    if blank and (not _is_between_words(text, finding.span) or keeps_column(text, finding.span)):
        return None
    if _spells_out(before, texts[0]):
        return None
    return Proposal(
        edit=Edit(finding.span.start, before, texts[0]),
        intent=intent,
        reviser="embedded",
        rule=rule,
        explanation=EXPLANATIONS.get(finding.rule, _plain(finding.message)),
        confidence=_confidence(finding, blank=blank),
        alternatives=texts[1:],
        group=WHITE_SPACE_GROUP if blank else "",
        word=before if finding.rule in _SPELLING else "",
    )


def _spells_out(before: str, after: str) -> bool:
    """Whether the words of `after` have the letters of `before` as initials. A writer who uses FYI or ASAP knows its
    meaning."""
    return len(before) > 1 and before.lower() == "".join(word[0] for word in after.lower().split())


def _confidence(finding: _Finding, *, blank: bool) -> float:
    if blank:
        return 0.9
    return 0.6 if finding.kind == "Capitalization" else 0.7


def _is_between_words(text: str, span: Span) -> bool:
    """Whether the white space at `span` is between words of one line of prose. An indent, and Markdown's two spaces at
    the end of a line, have a meaning; so may spaces in a line that is not prose."""
    around = text[span.start - 1 : span.start] if span.start else "", text[span.end : span.end + 1]
    line = text[text.rfind("\n", 0, span.start) + 1 : (text.find("\n", span.end) + 1 or len(text) + 1) - 1]
    lead = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    rules = (
        around[1].isdigit()
        or any(sign in _RULES for sign in around)
        or not any(map(str.isalpha, lead))
        or is_label(line)
        or _MARK.search(lead)
    )
    return "\n" not in span.of(text) and all(sign.strip() for sign in around) and (not rules or line == text)


def _touches_mask(text: str, prose: str, span: Span) -> bool:
    """Whether the finding contains masked text or is directly beside it: then Harper did not see what is there. Marks
    of emphasis around a whole word do not count, and neither does masked text behind a space."""
    left, right = span.start, span.end
    while left > 0 and prose[left - 1] == _MASK and text[left - 1] in _EMPHASIS:
        left -= 1
    while right < len(prose) and prose[right] == _MASK and text[right] in _EMPHASIS:
        right += 1
    if _MASK in span.of(prose) or _leans(text, prose, left - 1) or _leans(text, prose, right):
        return True
    # "un*believ*able"
    return (left < span.start and prose[max(0, left - 1) : left].isalnum()) or (
        right > span.end and prose[right : right + 1].isalnum()
    )


def _leans(text: str, prose: str, place: int) -> bool:
    """Whether the character at `place` is masked and is not white space."""
    return 0 <= place < len(prose) and prose[place] == _MASK and not text[place].isspace()


def _is_writers(prose: str, finding: _Finding, before: str, protected: ProtectedWords) -> bool:
    """Whether the finding would change a name, a term or a symbol of the writer's."""
    if any(word in protected.own for word in WORD.findall(before)):
        return True
    if before.isalpha() and _HYPHENS & {
        prose[finding.span.start - 1 : finding.span.start],
        prose[finding.span.end : finding.span.end + 1],
    }:
        return True  # a part of a word: "bit-for-bit"
    if finding.rule == "SentenceCapitalization":
        return follows_abbreviation(prose, finding.span.start) or begins_item(prose, finding.span)
    if finding.rule == "AnA":
        following = WORD.match(prose, finding.span.end + 1)
        letters = following.group() if following else ""
        # "A" is a label in "Files A and B"; and nobody can tell from the letters how "SPEC" and "SQL" are pronounced.
        label = before == "A" and (letters in _BEHIND_LABEL or not starts_sentence(prose, finding.span.start))
        return label or not letters or (len(letters) > 2 and letters.isupper()) or any(map(str.isdigit, letters))
    if finding.rule == "YourPredicateAdjective":
        return _YOUR_NOUN.match(prose, finding.span.end) is not None
    if finding.rule == "EllipsisLength":
        return before == ".."  # the folder above, or one full stop too many
    if finding.rule == "CapitalizePersonalPronouns":
        return prose[finding.span.end : finding.span.end + 1] in set(").") or prose[finding.span.start - 1] in "-("
    if finding.rule == "DiscourseMarkers":
        return before.lower().startswith("notwithstanding")
    if finding.rule == "Dashes":
        start, end = finding.span.start, finding.span.end
        signs = prose[max(0, start - 1) : start], prose[end : end + 1]
        line = prose[prose.rfind("\n", 0, start) + 1 : start]
        # An option, or the signature below a letter.
        return (signs[0].isspace() and signs[1].isalnum()) or not line.strip()
    if finding.rule == "UpdatePlaceNames":
        return _is_older(prose, finding)
    if finding.kind in {"Spelling", "Typo", "BoundaryError", "WordChoice", "Style", "Capitalization", "Repetition"}:
        return protected.is_named(prose, finding.span.start, before)
    return False


def _is_older(prose: str, finding: _Finding) -> bool:
    """Whether the text within 300 code points names a year before the place got its new name. The year of the new name
    is in Harper's message."""
    renamed = _YEAR.findall(finding.message)
    near = _YEAR.findall(prose, max(0, finding.span.start - 300), finding.span.end + 300)
    return not renamed or any(int(year) < int(renamed[-1]) for year in near)


def _plain(message: str) -> str:
    """Harper's message without its Markdown: “word” for `word`."""
    return re.sub(r"`([^`]*)`", r"“\1”", message).strip()
