"""Plug-ins: packages beside this one that add document formats, dataset formats and revisers by entry points.

Each group of entry points is one kind of thing. Nothing of a plug-in is imported before its group is asked for, and one
that fails is said in a sentence and left out.
"""

import logging
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from reviser.messages import message

log = logging.getLogger(__name__)

DOCUMENT_FORMATS = "reviser.document_formats"
DATASET_FORMATS = "reviser.dataset_formats"
REVISERS = "reviser.revisers"


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point. `package` and `version` are of what brings it. `value` is what it gives, None where that cannot
    be had; `trouble` then says why, in a sentence."""

    group: str
    name: str
    package: str
    version: str
    value: object = None
    trouble: str = ""


@cache
def plugins(group: str) -> tuple[Plugin, ...]:
    """What is installed in a group, by name, each loaded once in a run."""
    return tuple(_loaded(point) for point in sorted(entry_points(group=group), key=lambda point: point.name))


def refused(plugin: Plugin, why: str) -> Plugin:
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
        return refused(found, f"{type(error).__name__}: {error}".rstrip(": ."))
