"""Sentences about the state of a document. Contains no widgets."""

import re

from PySide6.QtCore import QCoreApplication

from reviser.core.edit import Intent, Verdict
from reviser.core.events import Outcome
from reviser.core.round import Arrival, Item
from reviser.core.round_state import RoundState, Status
from reviser.core.session import State
from reviser.core.stop_rules import STOP_RULES
from reviser.documents import formats
from reviser.gui.wording.messages import translate
from reviser.services.rounds.tracked_changes import CO_AUTHOR, is_of_file

DECIDED = 40  # code points of an edit in the note about its decision


def tr(text: str, count: int = -1) -> str:
    """`text` in the person's language. `%Ln` is replaced by the count, formatted for that language."""
    return QCoreApplication.translate("Said", text, None, count)


def saved_sentence(undecided: int, tracked: int) -> str:
    """A sentence that the document was saved, and how many proposals are undecided or written as tracked changes."""
    if undecided:
        return tr("Saved without %Ln undecided proposals", undecided)
    return tr("Saved with %Ln undecided tracked changes", tracked) if tracked else tr("Saved")


def copied_sentence(path: str, tracked: int) -> str:
    """A sentence that a copy was written, and how many tracked changes it has."""
    return tr("Written to {path}, with %Ln tracked changes.", tracked).format(path=path)


def format_name(code: str) -> str:
    """The name of a document format. Formats of plug-ins have the name that the plug-in gives."""
    form = formats.format_of_code(code)
    match form.code:
        case "plain-text":
            return tr("Plain text")
        case "markdown":
            return tr("Markdown")
        case "latex":
            return tr("LaTeX")
        case "latex-changes":
            return tr("LaTeX with tracked changes")
        case "latexdiff":
            return tr("LaTeX with latexdiff's markup")
        case "docx":
            return tr("Word document")
        case "odt" | "fodt":
            return tr("OpenDocument text")
        case "markdown-criticmarkup":
            return tr("Markdown with CriticMarkup")
        case "plain-text-criticmarkup":
            return tr("Plain text with CriticMarkup")
        case "quarto":
            return tr("Quarto and R Markdown")
        case "quarto-criticmarkup":
            return tr("Quarto and R Markdown with CriticMarkup")
        case _:
            return form.name


_MODEL_FILES = (".gguf", ".bin", ".safetensors")


def reviser_name(name: str) -> str:
    """The name of a reviser. A server has the name that the person gave it, followed by its model."""
    server, colon, model = name.partition(":")
    if name == CO_AUTHOR:
        return tr("co-author")
    return tr("embedded") if name == "embedded" else f"{server}{colon}{model_name(model)}"


def model_name(model: str) -> str:
    """The name of a model. If it is the path of a file, as for local servers, only the file's name."""
    parts = re.split(r"[/\\]", model)
    is_path = len(parts) > 1 and (not parts[0] or parts[0] in {"~", ".", ".."} or parts[0].endswith(":"))
    file = parts[-1] if len(parts) > 1 and (is_path or parts[-1].endswith(_MODEL_FILES)) else model
    return file.removesuffix(".gguf") or model


def intent_name(intent: Intent) -> str:
    match intent:
        case Intent.FLUENCY:
            return tr("Fluency")
        case Intent.CLARITY:
            return tr("Clarity")
        case Intent.COHERENCE:
            return tr("Coherence")
        case Intent.STYLE:
            return tr("Style")
        case Intent.MEANING_CHANGED:
            return tr("Meaning")
        case Intent.OTHER:
            return tr("Other")


def status_name(status: Status) -> str:
    match status:
        case Status.PENDING:
            return tr("Undecided")
        case Status.ACCEPTED:
            return tr("Accepted")
        case Status.REJECTED:
            return tr("Rejected")
        case Status.STALE:
            return tr("You changed this text, so the proposal no longer fits")
        case Status.LOCKED:
            return tr("You locked this passage")
        case Status.LAPSED:
            return tr("Left undecided")
        case Status.SET_ASIDE:
            return tr("Set aside")


def standing_name(standing: Arrival) -> str:
    """Why a proposal was set aside."""
    match standing:
        case Arrival.LIVE:
            return ""
        case Arrival.HELD_BACK:
            return tr("Held back: you rejected this before")
        case Arrival.MOVED:
            return tr("Dropped: the text changed before it arrived")
        case Arrival.OVERLAPPING:
            return tr("Dropped: there is another proposal at its place")
        case Arrival.FROZEN:
            return tr("Frozen: this sentence was going in circles")
        case Arrival.UNFIT:
            return tr("Dropped: it does not fit the text")


def visible(text: str) -> str:
    """Make white space visible if the text has nothing else; line ends are shown as a sign."""
    shown = text.replace("\r\n", "↵").replace("\n", "↵").replace("\r", "↵")
    if not shown.strip(" \t\u00a0"):
        shown = shown.replace(" ", "·").replace("\t", "→").replace("\u00a0", "·")
    return shown.replace("\t", " ")


def shorten(text: str, most: int) -> str:
    """`text`, cut off after `most` code points."""
    return text if len(text) <= most else text[: most - 1] + "…"


def decided_count_text(round_state: RoundState | None) -> str:
    """Text such as "3 of 17 decided"."""
    if round_state is None or not round_state.round.live:
        return ""
    return tr("{decided} of {all} decided").format(
        decided=f"{round_state.decided:,}", all=f"{len(round_state.round.live):,}"
    )


def decision_sentence(item: Item, round_state: RoundState, key: str) -> str:
    """A sentence about a decision, with the key that takes it back: "Accepted “It’s” · U takes it back"."""
    status, edit = round_state.status(item), item.proposal.edit
    if round_state.is_rewritten(item):
        done = tr("Rewritten: “{text}”")
    elif status is Status.ACCEPTED:
        done = tr("Accepted “{text}”") if round_state.after(item) else tr("Accepted: “{text}” is deleted")
    else:
        done = tr("Rejected “{text}”") if edit.after else tr("Rejected: “{text}” stays")
    text = (round_state.after(item) if status is Status.ACCEPTED else edit.after) or edit.before
    said = done.format(text=shorten(visible(text), DECIDED))
    return tr("{decision} · {key} takes it back").format(decision=said, key=key) if key else said


def set_aside_counts(round_state: RoundState) -> str:
    """How many proposals cannot be decided, by reason: "2 held back, 1 dropped"; empty if there are none."""
    round_ = round_state.round
    held, frozen = round_.count(Arrival.HELD_BACK), round_.count(Arrival.FROZEN)
    dropped = round_.count(Arrival.MOVED) + round_.count(Arrival.OVERLAPPING) + round_.count(Arrival.UNFIT)
    parts = [
        (held, tr("%Ln held back", held)),
        (frozen, tr("%Ln frozen", frozen)),
        (dropped, tr("%Ln dropped", dropped)),
    ]
    return ", ".join(text for count, text in parts if count)


def round_heading(state: State) -> str:
    """The state of the current round, or why the loop ended: "Round 3: 5 proposals, all decided. …"."""
    round_state = state.round_state
    if round_state is None:
        return tr("Press Revise to get the first proposals.")
    depth = round_state.round.depth
    live = len(round_state.round.live)
    round_name = tr("Round {depth}").format(depth=depth)
    if round_state.round.outcome is None:
        found = tr("%Ln proposals so far", live) if live else tr("reading your text")
        return f"{round_name}: {found} …"
    heading = None if state.stop is None else STOP_RULES[state.stop].heading
    if heading is not None:
        return f"{round_name}: {translate(heading)}"
    if round_state.round.outcome is Outcome.FAILED:
        return f"{round_name}: " + (translate(round_state.round.message) or tr("it failed; nothing was lost."))
    if not live and round_state.round.passage is not None and round_state.round.outcome is Outcome.COMPLETE:
        return f"{round_name}: " + tr("nothing is proposed for the passage.")
    if not live and is_of_file(round_state.round):
        return f"{round_name}: " + tr("what the file's comments say is in the list of remarks.")
    return f"{round_name}: {_round_result(round_state)}"


def _round_result(round_state: RoundState) -> str:
    """How many proposals a finished round has, and how many are undecided."""
    live, pending = len(round_state.round.live), len(round_state.pending)
    first = tr("%Ln proposals", live)
    cancelled = round_state.round.outcome is Outcome.CANCELLED
    if cancelled and not live:
        return tr("cancelled before anything was proposed.")
    if cancelled:
        first = tr("cancelled; {found} kept").format(found=first)
    if pending:
        return f"{first}, " + tr("%Ln undecided.", pending)
    if cancelled:
        return f"{first}. " + tr("The text was not read to its end.")
    if round_state.decided < live:  # the others were changed by typing, or are locked
        return f"{first}, " + tr("none left to decide. The next round starts from your decisions.")
    return f"{first}, " + tr("all decided. The next round starts from your decisions.")


def round_summary(round_state: RoundState) -> str:
    """The counts of a round's decisions for the list of rounds, one short line each."""
    live = len(round_state.round.live)
    verdicts = [made.decision.verdict for made in round_state.decisions.values()]
    accepted, rewritten, rejected = map(verdicts.count, (Verdict.ACCEPT, Verdict.REWRITE, Verdict.REJECT))
    if not live:
        return tr("nothing proposed")
    counts = (
        (accepted, tr("{count} accepted")),
        (rewritten, tr("{count} rewritten")),
        (rejected, tr("{count} rejected")),
        (live - accepted - rewritten - rejected, tr("{count} open")),
    )
    return "\n".join(text.format(count=f"{count:,}") for count, text in counts if count)


def standing_text(item: Item, round_state: RoundState | None) -> str:
    """The status of a proposal. None as its round means that it was left undecided."""
    if round_state is None:
        return status_name(Status.LAPSED)
    return tr("Rewritten") if round_state.is_rewritten(item) else status_name(round_state.status(item))


def accessible_text(item: Item, round_state: RoundState | None) -> str:
    """A proposal and its status, for a screen reader."""
    edit = item.proposal.edit
    after = edit.after if round_state is None else round_state.after(item)
    change = tr("{before} becomes {after}").format(before=_spoken(edit.before), after=_spoken(after))
    return f"{intent_name(item.proposal.intent)}: {change}. {standing_text(item, round_state)}."


def _spoken(text: str) -> str:
    """A text for a screen reader: white space, which has no sound, is named."""
    if not text:
        return tr("nothing")
    if text.strip():
        return text
    if text.strip(" ") == "":
        return tr("%Ln spaces", len(text))
    lines = len(text.splitlines())
    return tr("%Ln line ends", lines) if set(text) <= set("\r\n") else tr("white space")
