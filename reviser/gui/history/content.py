"""What the history view shows of one point, or of two compared points. Computed in the background; contains no
widgets."""

from dataclasses import dataclass

from reviser.core.diff import diff
from reviser.core.edit import Edit, Intent
from reviser.core.session import State
from reviser.core.text import Span
from reviser.gui.text.lines import Look, ProposalMark
from reviser.gui.text.page import TextPage
from reviser.gui.text.round_page import page_of
from reviser.gui.text.side_pages import NOTHING, Alignment, Sides, sides_of


@dataclass(frozen=True)
class Difference:
    """A place where two texts differ: the span in each (code points)."""

    id: str
    left: Span
    right: Span
    before: str
    after: str

    def undone(self) -> Edit:
        """The edit of the right text that makes it read as the left one at this place."""
        return Edit(self.right.start, self.after, self.before)

    def done(self) -> Edit:
        """The edit of the left text that makes it read as the right one at this place."""
        return Edit(self.left.start, self.before, self.after)


@dataclass(frozen=True)
class PointContent:
    """The displayed content: `state` for one point, or the differences for two. `ids` are the proposals or differences
    that can be stepped through, in text order."""

    page: TextPage
    sides: Sides
    ids: tuple[str, ...]
    state: State | None = None
    differences: tuple[Difference, ...] = ()
    words: tuple[int, int] = (0, 0)  # words only in the left text, and only in the right


def state_content(state: State) -> PointContent:
    """The document at a point, with the decisions of the round that was current then."""
    page = page_of(state)
    return PointContent(page, sides_of(state.round_state, state.text), tuple([mark.id for mark in page.marks]), state)


def comparison_content(left: str, right: str) -> PointContent:
    """The comparison of two texts by words."""
    differences: list[Difference] = []
    by = 0
    for number, edit in enumerate(diff(left, right)):
        start = edit.start + by
        by += len(edit.after) - len(edit.before)
        spans = Span(edit.start, edit.end), Span(start, start + len(edit.after))
        differences.append(Difference(f"d{number}", *spans, edit.before, edit.after))
    other = Intent.OTHER
    inline = [
        ProposalMark(each.id, each.left.start, each.left.end, each.after, Look.CHANGE, other) for each in differences
    ]
    gone = [
        ProposalMark(each.id, each.left.start, each.left.end, "" if each.before else NOTHING, Look.CHANGE, other)
        for each in differences
    ]
    come = [
        ProposalMark(each.id, each.right.start, each.right.end, "" if each.after else NOTHING, Look.ACCEPTED, other)
        for each in differences
    ]
    sides = Sides(
        TextPage(left, gone), TextPage(right, come), Alignment(tuple([(each.left, each.right) for each in differences]))
    )
    words = sum(len(each.before.split()) for each in differences), sum(len(each.after.split()) for each in differences)
    return PointContent(
        TextPage(left, inline), sides, tuple([each.id for each in differences]), None, tuple(differences), words
    )
