"""What the next round is told of the decisions so far. Only what a person decided teaches anything."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reviser.core.edit import Decision, DecisionSource, Proposal, Verdict
from reviser.core.preferences import Pair, Preferences, Weight, evidence_of, pair_of, preferences_from

REJECTIONS_TO_SILENCE = 3
# The rules that are kinds of fault, at hundreds of places that have nothing else in common. Refusing some says that the
# reviser must be surer there, never that it must be still.
BROAD = "model/"
# Of a broad rule, what counts beside the person's own decisions: three in four of its proposals were labelled right.
USUAL = Weight(6.0, 2.0)
_LITTLE = 0.005  # a share that differs by less has not moved


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The person replaced the proposed correction `before` -> `proposed` by their own `after`."""

    before: str
    proposed: str
    after: str


@dataclass(frozen=True, slots=True)
class Memory:
    """`words`: the writer's own words, never to be corrected (document's and person's dictionary, exact spelling).
    `silenced`: rules that propose nothing in this document ("plain/utilize").
    `forms`: by `Proposal.form`, the text accepted once: this document's form.
    `rewrites`: the person's own corrections, to be proposed in place of the reviser's.
    `tallies`: how the proposals of each rule that was decided on have fared.
    `taste`: what all this says of kinds and words, weighed; with it goes what other documents say."""

    words: frozenset[str] = frozenset()
    silenced: frozenset[str] = frozenset()
    forms: tuple[tuple[str, str], ...] = ()
    rewrites: tuple[Rewritten, ...] = ()
    tallies: tuple["RuleTally", ...] = ()
    taste: Preferences = field(default_factory=Preferences)


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How often proposals of `rule` were taken, as offered or `rewritten`, and refused; what one event decided counts
    once. `ended`: the words of a broad rule that were refused so often that they are not proposed again."""

    rule: str
    taken: int
    refused: int
    rewritten: int = 0
    ended: tuple[Pair, ...] = ()

    @property
    def decided(self) -> int:
        return self.taken + self.refused


@dataclass(frozen=True, slots=True)
class MovedThreshold:
    """A broad rule whose threshold has moved by this person's decisions: `surer` where it must be surer than usual to
    propose, else less sure is enough. `here` and `elsewhere`: the decisions in this document, and lately in others."""

    rule: str
    surer: bool
    here: RuleTally
    elsewhere: RuleTally


@dataclass(frozen=True, slots=True)
class Lesson:
    """A decision in force and what it was about, an edit of `text`. Decisions of one event (`seq`) count once."""

    seq: int
    source: DecisionSource
    proposal: Proposal
    decision: Decision
    text: str = field(default="", repr=False)


def learn(
    lessons: Iterable[Lesson],
    words: frozenset[str],
    rules: Mapping[str, bool],
    since: Mapping[str, int] | None = None,
) -> Memory:
    """The memory that `lessons` make, oldest first. `rules`: what the person set by hand, silenced or not; `since`: the
    event from which on decisions about a rule teach how sure it must be, where it began again.

    A rule rejected three separate times without an accept falls silent, but for the broad ones; the spelling of a word
    likewise, by word.
    """
    begun = since or {}
    weighed: list[Lesson] = []
    by_rule: defaultdict[str, list[Lesson]] = defaultdict(list)
    by_word: defaultdict[str, list[Lesson]] = defaultdict(list)
    forms: dict[str, str] = {}
    rewrites: dict[tuple[str, str], str] = {}
    for lesson in lessons:
        if not _counts(lesson):
            continue
        proposal = lesson.proposal
        by_rule[proposal.rule].append(lesson)
        if lesson.seq > begun.get(proposal.rule, 0):
            weighed.append(lesson)
        if proposal.word:
            by_word[proposal.word].append(lesson)
        if lesson.decision.verdict is Verdict.REJECT:
            continue
        edit, after = proposal.edit, accepted_text(proposal, lesson.decision)
        if proposal.form:
            forms[proposal.form] = after
        if lesson.decision.verdict is Verdict.REWRITE:
            rewrites[edit.before, edit.after] = after
    taste = preferences_from(
        (lesson.seq, evidence_of(lesson.text, lesson.proposal, lesson.decision)) for lesson in weighed
    )
    tallies = tally_rules((lesson.seq, lesson.proposal.rule, lesson.decision.verdict) for lesson in weighed)
    ended = _refused_pairs(weighed, taste)
    return Memory(
        words=words | {word for word, about in by_word.items() if _rejected_often_enough(about)},
        silenced=frozenset([rule for rule in (*by_rule, *rules) if is_silent(rule, by_rule.get(rule, ()), rules)]),
        forms=tuple(forms.items()),
        rewrites=tuple(Rewritten(before, proposed, after) for (before, proposed), after in rewrites.items()),
        tallies=tuple(replace(tally, ended=ended.get(tally.rule, ())) for tally in tallies),
        taste=taste,
    )


def tally_rules(decided: Iterable[tuple[int, str, Verdict]]) -> tuple[RuleTally, ...]:
    """How often the proposals of each rule were taken and refused, in order of the rules' names. Of each decision: its
    event, the rule and the verdict."""
    events: defaultdict[str, set[tuple[int, Verdict]]] = defaultdict(set)
    for seq, rule, verdict in decided:
        if verdict is not Verdict.UNDECIDED:
            events[rule].add((seq, verdict))
    found = []
    for rule, about in sorted(events.items()):
        counts = Counter(verdict for _, verdict in about)
        rewritten = counts[Verdict.REWRITE]
        found.append(RuleTally(rule, counts[Verdict.ACCEPT] + rewritten, counts[Verdict.REJECT], rewritten))
    return tuple(found)


def _refused_pairs(lessons: Iterable[Lesson], taste: Preferences) -> dict[str, tuple[Pair, ...]]:
    found: defaultdict[str, dict[Pair, None]] = defaultdict(dict)
    for lesson in lessons:
        rule = lesson.proposal.rule
        if rule.startswith(BROAD) and lesson.decision.verdict is Verdict.REJECT:
            pair = pair_of(lesson.text, lesson.proposal.edit)
            if taste.refuses(pair):
                found[rule][pair] = None
    return {rule: tuple(pairs) for rule, pairs in found.items()}


def moved_thresholds(memory: Memory, taste: Preferences, elsewhere: Iterable[RuleTally]) -> tuple[MovedThreshold, ...]:
    """The broad rules whose thresholds are not the usual ones, in order of their names, without silenced ones. `taste`
    and `elsewhere`: the preferences and the counts from other documents."""
    here, there = ({tally.rule: tally for tally in tallies} for tallies in (memory.tallies, elsewhere))
    found = []
    for rule in sorted({**here, **there}):
        weight = USUAL + memory.taste.kinds.get(rule, Weight()) + taste.kinds.get(rule, Weight())
        about = here.get(rule, RuleTally(rule, 0, 0))
        little = abs(weight.share - USUAL.share) < _LITTLE and not about.ended
        if rule.startswith(BROAD) and rule not in memory.silenced and not little:
            surer = weight.share < USUAL.share or bool(about.ended)
            found.append(MovedThreshold(rule, surer, about, there.get(rule, RuleTally(rule, 0, 0))))
    return tuple(found)


def is_silent(rule: str, lessons: Iterable[Lesson], rules: Mapping[str, bool]) -> bool:
    """Whether `rule` proposes nothing any more; `lessons` are those about it, in any order. Asked at every decision, so
    one accept is enough to know."""
    by_hand = rules.get(rule)
    if by_hand is not None or rule.startswith(BROAD):
        return bool(by_hand)
    # Who rejects a spelling says that the word is right, not that spelling is.
    return _rejected_often_enough(
        lesson for lesson in lessons if not (lesson.proposal.word and lesson.decision.verdict is Verdict.REJECT)
    )


def _rejected_often_enough(lessons: Iterable[Lesson]) -> bool:
    """Rejected separate times enough, without an accept."""
    seqs: set[int] = set()
    for lesson in lessons:
        if _counts(lesson):
            if lesson.decision.verdict is not Verdict.REJECT:
                return False
            seqs.add(lesson.seq)
    return len(seqs) >= REJECTIONS_TO_SILENCE


def _counts(lesson: Lesson) -> bool:
    return lesson.source is DecisionSource.PERSON and lesson.decision.verdict is not Verdict.UNDECIDED


def accepted_text(proposal: Proposal, decision: Decision) -> str:
    """The text that an accepting decision puts in the proposal's place."""
    return proposal.edit.after if decision.after is None else decision.after
