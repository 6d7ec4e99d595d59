"""Print what the consistency layer proposes on the real essays and abstracts, to be labelled by reading:

    python -m tests.revisers.labels.sample_consistency > consistency.tsv

Columns: file, offset, before, after, rule, label (empty), context. `file` ends in #depth for a round of an R3 session.
The labels (right or wrong) are put in by hand, and the context is cut off before committing.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from reviser.core.edit import Proposal
from reviser.revisers.base import Request
from reviser.revisers.rules.consistency import Consistency
from tests.data import SHARED


def documents(folder: Path) -> Iterator[tuple[str, str]]:
    """Every essay, and every distinct text of the R3 sessions, with its name below `folder`."""
    for path in sorted(folder.glob("argrewrite/*.txt")):
        yield str(path.relative_to(folder)), path.read_bytes().decode("utf-8")
    seen: set[str] = set()
    for path in sorted(folder.glob("r3/system_*/**/*.json")):
        session = json.loads(path.read_text("utf-8"))
        for depth in range(4):
            text = session.get(f"rev_depth_{depth}", {}).get("doc", {}).get("before_revision")
            if text is not None and text not in seen:
                seen.add(text)
                yield f"{path.relative_to(folder)}#{depth}", text


def found(text: str) -> Iterator[Proposal]:
    """What the layer proposes with the default settings."""
    for one in Consistency().find(Request(text)):
        if isinstance(one, Proposal):
            yield one


def main() -> None:
    for name, text in documents(SHARED):
        for one in found(text):
            edit = one.edit
            context = text[max(0, edit.start - 50) : edit.end + 40].replace("\n", " ").replace("\t", " ")
            row = name, str(edit.start), edit.before, edit.after, one.rule, "", context
            sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
