"""The components of the program and their licences: the program, the installed packages that it needs, and the fonts
and word lists that it includes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path

from reviser.assets import asset

OURS = "reviser"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENSE_FILE = re.compile(r"(licen[cs]es?|copying|notice)(\..*|-.*)?", re.IGNORECASE)
_LGPL = "LGPL-3.0"
_CLASSIFIER = "License :: "
_LONGEST_NAME = 80  # characters of a licence name; some packages put the whole text there


@dataclass(frozen=True, slots=True)
class Component:
    """A component: its name, the name of its licence (SPDX if given), and `read`, which returns the full licence text;
    empty if there is none."""

    name: str
    version: str
    license: str
    read: Callable[[], str]


def components() -> tuple[Component, ...]:
    """This program, the packages that it needs sorted by name, and its fonts and word lists."""
    by_name: dict[str, Component] = {}
    waiting = [OURS]
    while waiting:
        name = waiting.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform or Python version
        own = distribution.metadata["Name"]
        if own.lower() not in by_name:
            by_name[own.lower()] = _component(distribution)
            waiting += _requirements(distribution)
    ours = [by_name.pop(OURS)] if OURS in by_name else []
    return (*ours, *(by_name[name] for name in sorted(by_name)), *_bundled_components())


def _requirements(distribution: metadata.Distribution) -> list[str]:
    """The names of the packages that a package requires, without extras."""
    requirements = [each for each in distribution.requires or () if "extra ==" not in each.partition(";")[2]]
    return [found[0] for each in requirements if (found := _NAME.match(each))]


def _component(distribution: metadata.Distribution) -> Component:
    name = distribution.metadata["Name"]
    return Component(name, distribution.version, _license_name(distribution), partial(_texts, distribution))


def _texts(distribution: metadata.Distribution) -> str:
    """The licence texts in the files of a package."""
    files = [file for file in distribution.files or () if _LICENSE_FILE.fullmatch(file.name) and _at_top(file)]
    paths = [Path(str(file.locate())) for file in files]
    texts = [path.read_text(encoding="utf-8", errors="replace").strip() for path in paths if path.is_file()]
    if not any(texts) and _LGPL in _license_name(distribution):
        # Qt's packages lack it, but the licence requires its text and that of the GPL.
        texts = [asset("licenses", name).read_text(encoding="utf-8") for name in ("LGPL-3.0.txt", "GPL-3.0.txt")]
    return "\n\n\n".join(filter(None, texts))


def _at_top(file: metadata.PackagePath) -> bool:
    """Whether a file can be the package's own licence, and not that of something inside its code."""
    return any(part.endswith(".dist-info") for part in file.parts) or len(file.parts) == 1


def _license_name(distribution: metadata.Distribution) -> str:
    said = distribution.metadata
    classifiers = [each for each in said.get_all("Classifier") or [] if each.startswith(_CLASSIFIER)]
    fields = [value for field in ("License-Expression", "License") for value in said.get_all(field) or []]
    named = next(filter(None, fields), "")
    if not named or named == "UNKNOWN" or len(named) > _LONGEST_NAME or "\n" in named:
        named = "; ".join(each.rpartition(" :: ")[2] for each in classifiers)
    return named


def _bundled_components() -> tuple[Component, ...]:
    return (
        Component("Inter, Noto Serif", "", "OFL-1.1", asset("fonts", "OFL.txt").read_text),
        Component("SCOWL, breame", "", "SCOWL; Apache-2.0", _of_spellings),
    )


def _of_spellings() -> str:
    lines = asset("consistency", "spellings.tsv").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.removeprefix("#").strip() for line in lines if line.startswith("#"))
