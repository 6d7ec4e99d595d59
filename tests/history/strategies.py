"""Events as Hypothesis draws them: any text, lone surrogates and NUL included, in an order that a document can have."""

from hypothesis import strategies as st

from reviser.core.edit import (
    Anchor,
    Decision,
    DecisionSource,
    Edit,
    Intent,
    Proposal,
    Remark,
    RiskFlag,
    Verdict,
)
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Event,
    Locked,
    Opened,
    Origin,
    Outcome,
    Redecided,
    Redone,
    Remarked,
    RequestMade,
    Restored,
    RoundEnded,
    RoundStarted,
    RuleSet,
    Stopped,
    StopReason,
    Undone,
    WordsAdded,
    proposal_id,
)
from reviser.core.exchange import Exchange
from reviser.core.text import Span

# Every code point that a Python string can hold.
texts = st.text(st.characters(exclude_categories=()), max_size=12)
offsets = st.integers(0, 2**40)
edits = st.builds(Edit, offsets, texts, texts)
proposals = st.builds(
    Proposal,
    edits,
    st.sampled_from(Intent),
    texts,
    texts,
    texts,
    st.floats(0, 1),
    st.lists(texts, max_size=3).map(tuple),
    st.lists(st.builds(RiskFlag, texts, texts), max_size=2).map(tuple),
    st.sampled_from(Anchor),
    texts,
    texts,
    texts,
)
remarks = st.builds(Remark, st.builds(Span, offsets, offsets), texts, texts, texts)
opened = st.builds(Opened, texts)
changed = st.builds(Changed, st.lists(edits, max_size=3).map(tuple), st.sampled_from(Origin))
free = st.one_of(
    opened,
    changed,
    st.builds(WordsAdded, st.lists(texts, max_size=3).map(tuple)),
    st.builds(RuleSet, texts, st.booleans()),
    st.builds(Stopped, st.sampled_from(StopReason)),
    st.builds(Locked, st.builds(Span, offsets, offsets), st.booleans()),
)
tokens = st.none() | st.integers(0, 2**40)
exchanges = st.builds(
    Exchange, texts, texts, texts, texts, texts, texts, tokens, tokens, tokens, st.floats(0, 1e6), texts
)


@st.composite
def sequences(draw: st.DrawFn, max_size: int = 12) -> list[Event]:
    """Events after the first (Opened), each about rounds, proposals and events that came before it. A sequence number
    stands for itself when the document is the only one of a new database."""
    events: list[Event] = []
    rounds: list[str] = []
    arrived: list[str] = []
    counts: dict[str, int] = {}
    for seq in range(2, 2 + draw(st.integers(0, max_size))):
        kinds = ["free", "start", "undo", "redo", "restore", "take"]
        kinds += ["arrive", "remark", "ask", "end"] if rounds else []
        kinds += ["decide", "decide", "redecide"] if arrived else []
        match draw(st.sampled_from(kinds)):
            case "start":
                name = draw(texts.filter(lambda name: name not in counts))
                told = [draw(texts) for _ in range(5)]
                start = draw(st.none() | st.integers(0, 9))
                passage = None if start is None else Span(start, start + draw(st.integers(1, 9)))
                events.append(RoundStarted(name, told[0], told[1], told[2], told[3], told[4], passage))
                rounds.append(name)
                counts[name] = 0
            case "undo" | "redo" as kind:
                events.append((Undone if kind == "undo" else Redone)(draw(st.integers(1, seq - 1))))
            case "restore":
                events.append(Restored(draw(st.integers(1, seq - 1)), draw(texts)))
            case "take":
                events.append(Changed(draw(changed).edits, Origin.BRANCH, draw(st.integers(1, seq - 1))))
            case "redecide":
                made = _decided(draw, arrived)
                put = tuple(draw(st.lists(edits, max_size=2)))
                events.append(Redecided(made.decisions, put, made.source, made.annotator))
            case "arrive":
                name = draw(st.sampled_from(rounds))
                batch = tuple(draw(st.lists(proposals, max_size=4)))
                arrived += [proposal_id(name, counts[name] + index) for index in range(len(batch))]
                counts[name] += len(batch)
                events.append(Arrived(name, batch))
            case "remark":
                events.append(Remarked(draw(st.sampled_from(rounds)), tuple(draw(st.lists(remarks, max_size=2)))))
            case "ask":
                events.append(RequestMade(draw(st.sampled_from(rounds)), draw(exchanges)))
            case "end":
                events.append(RoundEnded(draw(st.sampled_from(rounds)), draw(st.sampled_from(Outcome)), draw(texts)))
            case "decide":
                events.append(_decided(draw, arrived))
            case _:
                events.append(draw(free))
    return events


def _decided(draw: st.DrawFn, arrived: list[str]) -> Decided:
    decision = st.builds(Decision, st.sampled_from(arrived), st.sampled_from(Verdict), st.none() | texts, texts)
    return Decided(
        tuple(draw(st.lists(decision, max_size=4))),
        draw(st.sampled_from(DecisionSource)),
        draw(texts),
        draw(st.floats(0, 1e9)),
    )
