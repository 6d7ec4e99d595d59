"""The files that come with the program: tables, icons, samples.

They are the package `reviser.resources`, which pyproject.toml maps to the folder `resources` at the top of a checkout.
A checkout that runs without having been installed has the folder but not the package; both are found here.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def asset(*parts: str) -> Traversable:
    """The file or folder `parts` below `resources`. FileNotFoundError where the installation lacks it."""
    try:
        root: Traversable = files("reviser.resources")
    except ModuleNotFoundError:
        root = Path(__file__).resolve().parents[1] / "resources"
    found = root.joinpath(*parts)
    if not (found.is_file() or found.is_dir()):
        raise FileNotFoundError(f"missing from the installation: {'/'.join(('resources', *parts))}")
    return found
