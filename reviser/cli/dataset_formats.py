"""Dataset formats as arguments of commands: those of the table, and those of plug-ins where another is named."""

from collections.abc import Callable

import click

from reviser.datasets import formats


def codes(*, reading: bool, plugins: bool = True) -> tuple[str, ...]:
    """The codes of the formats that can be read (else: written)."""
    forms = formats.all_formats() if plugins else formats.FORMATS
    return tuple(form.code for form in (formats.readable(forms) if reading else formats.writable(forms)))


def is_known(code: str, *, reading: bool) -> bool:
    """Whether a format of this code can be read (else: written). No plug-in is loaded for one that the table has."""
    return code in codes(reading=reading, plugins=False) or code in codes(reading=reading)


def checked(*, reading: bool) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """click's callback for the code of a format that can be read (else: written). BadParameter, with all that there
    are, where it is none."""

    def check(_context: click.Context, _parameter: click.Parameter, code: str | None) -> str | None:
        if code is None or is_known(code, reading=reading):
            return code
        known = ", ".join(map(repr, codes(reading=reading)))
        raise click.BadParameter(f"{code!r} is not one of {known}.")

    return check
