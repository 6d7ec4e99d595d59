"""Dataset formats as arguments of commands: those of the table, and those of plug-ins."""

from collections.abc import Callable

import click

from reviser.datasets import formats


def codes(*, reading: bool, plugins: bool = True) -> tuple[str, ...]:
    """The codes of the formats that can be read, or with `reading` false, written."""
    forms = formats.all_formats() if plugins else formats.FORMATS
    return tuple(form.code for form in (formats.readable(forms) if reading else formats.writable(forms)))


def is_known(code: str, *, reading: bool) -> bool:
    """Whether a format with this code can be read, or with `reading` false, written. Plug-ins are loaded only if the
    table does not have the code."""
    return code in codes(reading=reading, plugins=False) or code in codes(reading=reading)


def checked(*, reading: bool) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """A click callback that validates the code of a format to read, or with `reading` false, to write. It raises
    BadParameter, which lists all formats, for an unknown code."""

    def check(_context: click.Context, _parameter: click.Parameter, code: str | None) -> str | None:
        if code is None or is_known(code, reading=reading):
            return code
        known = ", ".join(map(repr, codes(reading=reading)))
        raise click.BadParameter(f"{code!r} is not one of {known}.")

    return check
