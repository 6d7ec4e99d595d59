"""All commands in one table: the terminal's, and those that open the window. A command's module is imported when the
command runs: the list of commands is quick, and the terminal works without Qt."""

from collections.abc import Sequence

import click

import reviser
from reviser.cli.lazy import LazyCommand, LazyGroup
from reviser.cli.main import run as run_group

COMMANDS = (
    LazyCommand("accept", "reviser.cli.tracked:accept", "Accept the tracked changes that a file holds."),
    LazyCommand("archive", "reviser.cli.library:archive", "Put a document out of the way."),
    LazyCommand("backup", "reviser.cli.backup:backup", "Copies of the history: make one, list them, restore one."),
    LazyCommand("check", "reviser.cli.datasets:check", "Replay every decision of a dataset or an export."),
    LazyCommand("delete", "reviser.cli.library:delete", "Delete a document from the history; its file stays."),
    LazyCommand("doctor", "reviser.cli.doctor:doctor", "Say what is installed, what is missing, and what fixes it."),
    LazyCommand("eval", "reviser.cli.evaluate:eval_", "Revise a dataset's sentences and compare with its references."),
    LazyCommand("export", "reviser.cli.export:export", "Write decisions in a format that training code reads."),
    LazyCommand("gui", "reviser.window_commands:gui", "Open the window."),
    LazyCommand("history", "reviser.cli.history:history", "List what happened to a document; go back to any point."),
    LazyCommand("import", "reviser.cli.datasets:import_", "Import a dataset of decisions or revisions."),
    LazyCommand(
        "judge", "reviser.cli.judge:judge", "Let a model compare two results blind, or compare it with people."
    ),
    LazyCommand("keys", "reviser.cli.keys:keys", "Keep, test and remove the keys of servers."),
    LazyCommand("library", "reviser.cli.library:library", "List all documents with where they stand."),
    LazyCommand("merge", "reviser.cli.merge:merge", "Merge other histories into one."),
    LazyCommand("models", "reviser.cli.models:models", "Fetch, list, add and remove language models."),
    LazyCommand("picture", "reviser.window_commands:picture", "Write a picture of the window; no display is needed."),
    LazyCommand("plugins", "reviser.cli.plugins:plugins", "List the plug-ins that are installed."),
    LazyCommand("queue", "reviser.cli.queue:queue", "Annotation work: documents to do, in work and done."),
    LazyCommand("reject", "reviser.cli.tracked:reject", "Reject the tracked changes that a file holds."),
    LazyCommand("rename", "reviser.cli.library:rename", "Rename a document in the library; its file keeps its name."),
    LazyCommand("repair", "reviser.cli.backup:repair", "Write a new history out of what can be read of a damaged one."),
    LazyCommand("revise", "reviser.cli.revise:revise", "Revise a file in rounds; you decide each proposal."),
    LazyCommand(
        "revisers", "reviser.cli.revisers:revisers", "Set up what proposes edits: chat models and their servers."
    ),
    LazyCommand("search", "reviser.cli.search:search", "Search all texts, edits, explanations and reasons."),
    LazyCommand("show", "reviser.cli.show:show", "List every round of a document."),
    LazyCommand("stats", "reviser.cli.datasets:stats", "Count sessions, edits and accepts."),
    LazyCommand("verify", "reviser.cli.verify:verify", "Check that the history is whole."),
)


@click.group(
    cls=LazyGroup,
    entries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(reviser.__version__, message="%(prog)s %(version)s")
def program() -> None:
    """Interactive, iterative revision of text: proposals come in rounds, and you decide each."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    return run_group(arguments, program)
