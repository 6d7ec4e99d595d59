"""Options that several commands share."""

from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

import click

from reviser.documents.base import Document
from reviser.errors import UserError
from reviser.messages import message
from reviser.revisers.net.wire import Api, Asking
from reviser.revisers.strategies.table import DIRECT, STRATEGIES

Command = TypeVar("Command", bound=Callable[..., Any])


class FiniteRange(click.FloatRange):
    """A number within a range, which “nan” is not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number: float = super().convert(value, param, ctx)
        if not isfinite(number):
            self.fail(f"{value} is no number.", param, ctx)
        return number


def database_option(command: Command) -> Command:
    """`--db`, which overrides REVISER_DB and the platform's data folder."""
    return click.option(
        "--db",
        "database",
        type=click.Path(path_type=Path),
        help="The history's file (default: REVISER_DB, or else the platform's data folder).",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


def break_signature_option(command: Command) -> Command:
    """`--break-signature`, which is used with `--in-place`."""
    return click.option("--break-signature", is_flag=True, help="Overwrite a signed file, which breaks its signature.")(
        command
    )


def refuse_signed(document: Document, *, in_place: bool, break_signature: bool) -> None:
    """Raise UserError if a signed file would be overwritten and the person did not allow it to lose its signature."""
    if in_place and document.content.signed and not break_signature:
        raise UserError(
            message(
                "{path} is signed, and writing to it breaks the signature: write a copy with --output FILE, or"
                " allow it with --break-signature.",
                path=document.path,
            )
        )


def server_options(command: Command) -> Command:
    """The options of a server. An option that is not given is None."""
    options = (
        click.option("--model", help="The model; not needed if the server has only one."),
        click.option("--api", type=click.Choice([api.value for api in Api]), help="The wire format of the server."),
        click.option("--key", help="The name of its key (never the key itself); empty for none."),
        click.option(
            "--context",
            type=click.IntRange(min=0),
            help="The context of the model in tokens; 0: as the server reports.",
        ),
        click.option(
            "--answer", type=click.IntRange(min=0), help="The longest answer in tokens; 0: as the server reports."
        ),
        click.option(
            "--asking",
            type=click.Choice([way.value for way in Asking]),
            help="How edits are requested: as a list, sentence by sentence, or as the model supports.",
        ),
        click.option("--parallel", type=click.IntRange(min=1), help="The number of requests at once."),
        click.option(
            "--ca-file", type=click.Path(path_type=Path, dir_okay=False), help="The file of its certificate authority."
        ),
        click.option("--plain-http/--no-plain-http", default=None, help="Allow http to another machine."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def strategy_options(command: Command) -> Command:
    """`--strategy`, `--with` (as `others`) and `--judge`."""
    options = (
        click.option(
            "--strategy",
            type=click.Choice([strategy.name for strategy in STRATEGIES]),
            default=DIRECT,
            show_default=True,
            help="How revisers are asked: direct asks once for each part of the text; self-refine has the proposals "
            "criticised and worded better; sample-and-select asks a chat model three times and chooses; pinpoint asks "
            "it where and then how; ensemble asks --with too and chooses; screws asks --with where --reviser is "
            "doubted; anneal has a chat model correct errors that the judge pinpoints; source-anchored needs a source.",
        ),
        click.option(
            "--with",
            "others",
            multiple=True,
            metavar="NAME",
            help="Another reviser that proposes too, named as --reviser is; can be given several times.",
        ),
        click.option(
            "--judge",
            default="",
            metavar="NAME",
            help="Who judges what is proposed: a chat model, “model” (the scores of the language model) or “vote”; "
            "without it, the chat model that proposes.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
