"""Prints the usage of the requests of a run."""

from reviser.cli import terminal
from reviser.cli.terminal import Record
from reviser.services.rounds.cost import bill_line
from reviser.services.rounds.reviser_factory import ReviserFactory


def spent_record(revisers: ReviserFactory) -> Record:
    """What the requests of this run used, by the servers' figures. Money is a string, to be exact."""
    bill, currency = revisers.spent()
    return {
        "requests": bill.requests,
        "tokens_in": bill.tokens_in,
        "tokens_out": bill.tokens_out,
        "tokens_cached": bill.tokens_cached,
        "without_figures": bill.untold,
        "cost": str(bill.cost),
        "currency": currency,
        "unpriced": sorted(bill.unpriced),
    }


def note_spent(revisers: ReviserFactory) -> None:
    """Print the usage on standard error; nothing if there were no requests."""
    bill, currency = revisers.spent()
    if bill.requests:
        terminal.note(f"{bill_line(bill, currency)}.")
