"""One kind of dash between words: the kind, with or without spaces, that the document has most.

A real dash is preferred to hyphens that stand for one, even if these are more frequent. One decision covers all
places."""

import re
from collections import Counter
from collections.abc import Iterator

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.rules.consistency.page import ProsePage, majority, times

_DASH = re.compile(r"(?<=[^\s\d\-–—|\ufffc])(?P<dash> +[–—-] +| +-- +|—| ?--- ?|--(?!-))(?=[^\s\d\-–—>|\ufffc])")
_NAMES = {
    "—": "a dash without spaces",
    " — ": "a long dash with spaces",
    " – ": "a short dash with spaces",
    " - ": "a hyphen",
    "--": "two hyphens",
    " -- ": "two hyphens with spaces",
}
KEY = "dash"


def find(page: ProsePage) -> Iterator[Proposal | None]:
    dashes: list[tuple[str, int]] = []
    for match in _DASH.finditer(page.prose):
        start = page.prose.rfind("\n", 0, match.start()) + 1
        if len(dashes) % 200 == 0:
            yield None
        # A hyphen at the start of a line is a list, and behind one short word a label.
        if page.prose[start : match.start()].strip() and not page.in_heading(match.start()):
            dashes.append((match.group("dash"), match.start()))
    counts = Counter(_style(dash) for dash, _ in dashes)
    real = Counter({style: count for style, count in counts.items() if "–" in style or "—" in style})
    if len(counts) < 2:
        return
    accepted = _style(page.accepted(KEY) or "")
    best = accepted if accepted in _NAMES else majority((real or counts).items())
    others = " and ".join(f"{_NAMES[style]} {times(count)}" for style, count in counts.items() if style != best)
    why = f"Between words you write {_NAMES[best]} {times(counts[best])} and {others}."
    for dash, start in dashes:
        if _style(dash) != best:
            edit, rule = Edit(start, dash, best), f"consistency/{KEY}"
            yield Proposal(edit, Intent.STYLE, "consistency", rule, why, 0.8, group=rule, form=KEY)


def _style(dash: str) -> str:
    """The style of a dash, with at most one space on each side."""
    sign = dash.strip()
    if sign == "---":
        sign = "--"
    return f" {sign} " if dash != dash.strip() and dash.strip() else sign
