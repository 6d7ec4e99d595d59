"""Titles and descriptions of points in the history, in the person's language. Contains no widgets."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from reviser.core.branches import Graph, HistoryPoint, PointKind, RoundSummary
from reviser.core.edit import Verdict
from reviser.core.events import Outcome
from reviser.core.stop_rules import STOP_RULES
from reviser.gui.wording.messages import translate
from reviser.gui.wording.state_sentences import reviser_name, visible


def tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("History", text, None, count)


def point_title(point: HistoryPoint) -> str:
    """The title of a point."""
    match point.kind:
        case PointKind.OPENED:
            return tr("Opened")
        case PointKind.ROUND:
            return tr("Round {depth}").format(depth=point.depth)
        case PointKind.CONTINUED:
            return tr("Round {depth}, further decisions").format(depth=point.depth)
        case PointKind.TYPED:
            return tr("Typed: %Ln changes", point.changes)
        case PointKind.OUTSIDE:
            return tr("Changed by another program: %Ln places", point.changes)
        case PointKind.TAKEN:
            return tr("Taken over: %Ln edits", point.changes)
        case PointKind.REDECIDED:
            return tr("Decided again")
        case PointKind.RESTORED:
            return tr("Went back: a branch begins")


def branch_name(graph: Graph, branch: int) -> str:
    """The name of a branch, or its number if it has no name."""
    own = graph.branches[branch]
    return visible(own) if own else tr("Branch {number}").format(number=branch + 1)


def decision_counts(summary: RoundSummary) -> str:
    """The counts of a round's decisions."""
    verdicts = summary.verdicts
    parts = (
        (verdicts.get(Verdict.ACCEPT, 0), tr("%Ln accepted", verdicts.get(Verdict.ACCEPT, 0))),
        (verdicts.get(Verdict.REWRITE, 0), tr("%Ln rewritten", verdicts.get(Verdict.REWRITE, 0))),
        (verdicts.get(Verdict.REJECT, 0), tr("%Ln rejected", verdicts.get(Verdict.REJECT, 0))),
    )
    said = ", ".join(text for count, text in parts if count)
    if not summary.proposed:
        return tr("nothing proposed")
    return said or tr("%Ln proposed, none decided", summary.proposed)


def format_time(seconds: float) -> str:
    """A time (UNIX seconds) in the short format of the person's locale."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat)


def format_duration(seconds: float) -> str:
    """A duration in seconds, in words."""
    whole = max(0, round(seconds))
    if whole < 60:
        return tr("{seconds} s").format(seconds=whole)
    if whole < 3600:
        return tr("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)
    return tr("{hours} h {minutes} min").format(hours=whole // 3600, minutes=whole % 3600 // 60)


def second_line(point: HistoryPoint) -> str:
    """The time of a point, and its result."""
    parts = [format_time(point.began)]
    if point.round_summary is not None and point.kind is PointKind.ROUND:
        parts.append(decision_counts(point.round_summary))
    return " · ".join(parts)


def full_name(graph: Graph, point: HistoryPoint) -> str:
    """The accessible name of a point: everything that its row shows by position, colour or shape."""
    parts = [point_title(point)]
    if point.name:
        parts.append(tr("named {name}").format(name=visible(point.name)))
    if point.round_summary is not None:
        parts.append(tr("by {reviser}").format(reviser=reviser_name(point.round_summary.reviser)))
    parts.append(second_line(point))
    if len(graph.branches) > 1:
        parts.append(tr("on {branch}").format(branch=branch_name(graph, point.branch)))
    if point.index == graph.here:
        parts.append(tr("the document is here"))
    if point.undone:
        parts.append(tr("undone"))
    return ", ".join(parts)


def point_details(graph: Graph, point: HistoryPoint) -> list[tuple[str, str]]:
    """All known properties of a point, as names and values, in order."""
    details: list[tuple[str, str]] = []
    if point.name:
        details.append((tr("Name"), visible(point.name)))
    details.append((tr("Branch"), branch_name(graph, point.branch)))
    if point.index == graph.here:
        details.append((tr("State"), tr("The document is here")))
    elif point.undone:
        details.append((tr("State"), tr("Undone")))
    if point.parent is not None:
        details.append((tr("Goes on from"), point_title(graph.points[point.parent])))
    details += [(tr("Began"), format_time(point.began)), (tr("Ended"), format_time(point.ended))]
    details.append((tr("Took"), format_duration(point.ended - point.began)))
    if point.changes:
        details.append((tr("Changes by hand"), QLocale().toString(point.changes)))
    if point.round_summary is not None:
        details += _round_details(point.round_summary)
    return details


def _round_details(summary: RoundSummary) -> list[tuple[str, str]]:
    number = QLocale().toString
    details = [(tr("Reviser"), reviser_name(summary.reviser))]
    if summary.models:
        details.append((tr("Model"), ", ".join(summary.models)))
    if any(summary.prompts):
        details.append((tr("Prompts"), ", ".join(filter(None, summary.prompts))))
    if summary.strategy:
        details.append((tr("Strategy"), summary.strategy))
    if summary.instruction:
        details.append((tr("Instruction"), summary.instruction))
    if summary.tokens_in or summary.tokens_out:
        both = tr("{sent} sent, {received} received")
        details.append((tr("Tokens"), both.format(sent=number(summary.tokens_in), received=number(summary.tokens_out))))
    accepted, rejected, rewritten = (
        summary.verdicts.get(verdict, 0) for verdict in (Verdict.ACCEPT, Verdict.REJECT, Verdict.REWRITE)
    )
    details.append((tr("Proposed"), number(summary.proposed)))
    details.append((tr("Accepted"), number(accepted)))
    details.append((tr("Rejected"), number(rejected)))
    details.append((tr("Rewritten"), number(rewritten)))
    left = summary.proposed - accepted - rejected - rewritten
    details.append((tr("Undecided"), number(left)))
    if summary.set_aside:
        details.append((tr("Set aside"), number(summary.set_aside)))
    details.append((tr("Round ended"), _outcome_text(summary)))
    if summary.stop is not None:
        details.append((tr("Loop ended"), translate(STOP_RULES[summary.stop].detail)))
    return details


def _outcome_text(summary: RoundSummary) -> str:
    match summary.outcome:
        case None:
            return tr("not yet")
        case Outcome.COMPLETE:
            said = tr("complete")
        case Outcome.FAILED:
            said = tr("failed")
        case Outcome.CANCELLED:
            said = tr("cancelled")
    return f"{said}. {translate(summary.message)}" if summary.message else said
