"""The program's own small files of JSON: read without a guess, and never lost where they are not as they should be."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from reviser.messages import message


@dataclass(frozen=True, slots=True)
class JsonFile:
    """The entries of such a file; none where there is no file, or what it holds cannot be read: then `wrong` says why,
    in a few words."""

    entries: Mapping[str, object]
    wrong: str = ""

    @classmethod
    def read(cls, path: Path) -> Self:
        """What `path` holds."""
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
    """Keep a file that has something wrong in it under another name, which no file has yet. OSError."""
    number = 1
    aside = path.with_name(f"{path.name}.damaged")
    while True:
        try:
            # A second name, so that there is always one: whoever is killed here has lost nothing.
            os.link(path, aside)
        except FileExistsError:
            number += 1
            aside = path.with_name(f"{path.name}.damaged-{number}")
        except (PermissionError, NotImplementedError):
            return path.replace(aside)  # a disk that has no links
        else:
            return aside


def _is_empty(path: Path) -> bool:
    return path.stat().st_size == 0
