"""Small JSON files of the program: read strictly, and never lost if they are damaged."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from reviser.messages import message


@dataclass(frozen=True, slots=True)
class JsonFile:
    """The entries of a file; none if it does not exist or cannot be read, for which `wrong` gives the reason in a few
    words."""

    entries: Mapping[str, object]
    wrong: str = ""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the file at `path`."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls({})
        except OSError as error:
            return cls({}, error.strerror or message("the disk could not read it"))
        except (ValueError, RecursionError):
            return cls({}, message("it is empty") if _is_empty(path) else message("it is not JSON"))
        return cls(found) if isinstance(found, dict) else cls({}, message("it is not an object"))


def set_aside(path: Path) -> Path:
    """Keep a damaged file under an unused name. Raises OSError on failure."""
    number = 1
    aside = path.with_name(f"{path.name}.damaged")
    while True:
        try:
            # A hard link first, so that the file always has a name, even if the program is killed.
            os.link(path, aside)
        except FileExistsError:
            number += 1
            aside = path.with_name(f"{path.name}.damaged-{number}")
        except (PermissionError, NotImplementedError):
            return path.replace(aside)  # the file system has no hard links
        else:
            return aside


def _is_empty(path: Path) -> bool:
    return path.stat().st_size == 0
