"""Plug-ins: other packages that add document formats, dataset formats and revisers by entry points.

Each group of entry points is one kind of addition. A plug-in is imported only when its group is needed. One that fails
is left out with a message."""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import Field, dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, ClassVar, Protocol, TypeVar

from reviser.messages import message

log = logging.getLogger(__name__)

DOCUMENT_FORMATS = "reviser.document_formats"
DATASET_FORMATS = "reviser.dataset_formats"
REVISERS = "reviser.revisers"


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point. `package` and `version` are those of its package. `value` is the loaded object, None if it
    cannot be loaded; `trouble` is then a sentence that says why."""

    group: str
    name: str
    package: str
    version: str
    value: object = None
    trouble: str = ""


@cache
def plugins(group: str) -> tuple[Plugin, ...]:
    """The plug-ins of a group, sorted by name. Each is loaded once in a run."""
    return tuple(_loaded(point) for point in sorted(entry_points(group=group), key=lambda point: point.name))


class Descriptor(Protocol):
    """Describes a format: an entry of a table of the program, or the value of a plug-in. It is a dataclass with a field
    `plugin`, the package that it comes from ("" for entries of the table). `code` is its name in commands."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


D = TypeVar("D", bound=Descriptor)


def descriptors(
    group: str, kind: type[D], table: Sequence[D], wrong: Callable[[D, Sequence[D]], str]
) -> tuple[Plugin, ...]:
    """The plug-ins of a group whose values are descriptors of this kind. The value of each is its descriptor, with
    `plugin` filled in, or None with what is wrong. `wrong` takes a descriptor and those before it; it returns a clause
    about what is wrong, or ""."""
    there = list(table)
    usable: list[Plugin] = []
    for plugin in plugins(group):
        provided = plugin.value
        if plugin.trouble:
            usable.append(plugin)
        elif not isinstance(provided, kind):
            clause = message(
                "it provides a {given}, not a {wanted}", given=type(provided).__name__, wanted=kind.__name__
            )
            usable.append(unusable(plugin, clause))
        elif why := wrong(provided, there):
            usable.append(unusable(plugin, why))
        else:
            there.append(replace(provided, plugin=plugin.package))
            usable.append(replace(plugin, value=there[-1]))
    return tuple(usable)


def with_plugins(table: Sequence[D], kind: type[D], plugins: Sequence[Plugin]) -> tuple[D, ...]:
    """The descriptors of a table, then those of `plugins`."""
    return (*table, *(plugin.value for plugin in plugins if isinstance(plugin.value, kind)))


def wrong_name(form: Descriptor, codes: re.Pattern[str]) -> str:
    """What is wrong with the name or the code of a descriptor, as a clause; "" if nothing is. `codes` matches the
    allowed codes, of lower-case letters, digits and dashes."""
    if codes.fullmatch(form.code) and form.name.strip():
        return ""
    return message(
        "its code {code} does not consist of lower-case letters, digits and dashes, or it has no name",
        code=repr(form.code),
    )


def unusable(plugin: Plugin, why: str) -> Plugin:
    """The plug-in without its value, because of `why` (a clause)."""
    package = plugin.package
    said = message(
        "The plug-in {name} of {package} cannot be used: {why}. Update it, or uninstall {package}.",
        name=plugin.name,
        package=package,
        why=why,
    )
    return replace(plugin, value=None, trouble=said)


def _loaded(point: EntryPoint) -> Plugin:
    package, version = (point.dist.name, point.dist.version) if point.dist is not None else (point.module, "")
    found = Plugin(point.group, point.name, package, version)
    try:
        return replace(found, value=point.load())
    except Exception as error:  # whatever a stranger's code does when it is imported
        log.exception("The plug-in %s of %s failed", point.name, package)
        return unusable(found, f"{type(error).__name__}: {error}".rstrip(": ."))
