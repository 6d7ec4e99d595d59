"""A program that decides for ever, to be killed (test_history_kill.py). It imports little, so it starts at once."""

import sys
from pathlib import Path

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.events import Arrived, Decided, RoundStarted
from reviser.history.log.store import Store


def decide_for_ever(path: Path) -> None:
    """Append decisions, and print each one's sequence number once `append` has returned."""
    with Store.open(path) as store:
        for row in store.documents():
            document = row.id
            break
        else:
            document = store.add_document(
                path=None, title="", text="A text.", format="plain", encoding="utf-8", bom=b""
            )
            proposal = Proposal(Edit(0, "A", "One"), Intent.STYLE, "embedded", "plain/a", "why")
            store.append(document, RoundStarted("r", "embedded"), Arrived("r", (proposal,)))
        while True:
            (recorded,) = store.append(document, Decided((Decision("r:0", Verdict.ACCEPT),)))
            sys.stdout.write(f"{recorded.seq}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    decide_for_ever(Path(sys.argv[1]))
