"""What the next round learns from the decisions so far. Only decisions of a person count."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reviser.core.edit import Decision, DecisionSource, Proposal, Verdict
from reviser.core.preferences import Pair, Preferences, Weight, evidence_of, pair_of, preferences_from

REJECTIONS_TO_SILENCE = 3
# Broad rules are kinds of errors, at hundreds of unrelated places. Rejections raise their threshold, but never silence
# them.
BROAD = "model/"
# The prior of a broad rule: three in four of its proposals were labelled correct.
USUAL = Weight(6.0, 2.0)
_LITTLE = 0.005  # a smaller difference of the share does not count


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The person replaced the correction `before` → `proposed` by their own `after`."""

    before: str
    proposed: str
    after: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What was learned.

    `words` are the writer's words, never to be corrected (the document's and the person's dictionary, exact spelling).
    `silenced` are rules that propose nothing in this document ("plain/utilize"). `forms` maps `Proposal.form` to the
    text that was accepted once. `rewrites` are the person's own corrections, proposed in place of the reviser's.
    `tallies` counts the decisions for each rule. `taste` holds weighted preferences about kinds and words, including
    other documents."""

    words: frozenset[str] = frozenset()
    silenced: frozenset[str] = frozenset()
    forms: tuple[tuple[str, str], ...] = ()
    rewrites: tuple[Rewritten, ...] = ()
    tallies: tuple["RuleTally", ...] = ()
    taste: Preferences = field(default_factory=Preferences)


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How often proposals of `rule` were accepted (as offered or `rewritten`) and rejected; decisions of one event
    count once. `ended` are the words of a broad rule that were rejected so often that they are no longer proposed."""

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
    """A broad rule whose threshold has moved by this person's decisions: `surer` if it needs more confidence than by
    default, else less. `here` and `elsewhere` are the decisions in this document, and recent ones in others."""

    rule: str
    surer: bool
    here: RuleTally
    elsewhere: RuleTally


@dataclass(frozen=True, slots=True)
class Lesson:
    """A decision in force and the edit of `text` that it was about. Decisions of one event (`seq`) count once."""

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
    """The memory from `lessons`, oldest first. `rules` are set by hand, silent or not; `since` gives for a rule that
    was reset the event from which on decisions count for its threshold.

    A rule that was rejected three separate times without an accept becomes silent, except broad rules; likewise the
    spelling of a word."""
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
    """How often the proposals of each rule were accepted and rejected, sorted by rule. Each decision is given as its
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
    """The broad rules whose thresholds differ from the default, sorted by name, without silent ones. `taste` and
    `elsewhere` are preferences and counts from other documents."""
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
    """Whether `rule` is silent; `lessons` are those about it, in any order. Called at every decision, so it stops at
    the first accept."""
    by_hand = rules.get(rule)
    if by_hand is not None or rule.startswith(BROAD):
        return bool(by_hand)
    # Rejecting a spelling means that the word is correct, not that spelling is.
    return _rejected_often_enough(
        lesson for lesson in lessons if not (lesson.proposal.word and lesson.decision.verdict is Verdict.REJECT)
    )


def _rejected_often_enough(lessons: Iterable[Lesson]) -> bool:
    """Whether there are enough separate rejections and no accept."""
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
    """The text that an accepting decision applies."""
    return proposal.edit.after if decision.after is None else decision.after
