"""The pages on how to add something, followed step by step in a copy of the program.

A page names what it changes: “Write `FILE`” (its blocks are parts of the file of that name here), and “In `FILE`, below
`LINE`:” before what is to be inserted there, indented like LINE.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WRITTEN = re.compile(r"Write `([^`]+\.py)`")
INSERTED = re.compile(r"^In `([^`]+)`, below\s+`([^`]+)`:\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page of docs/."""

    name: str

    @property
    def text(self) -> str:
        return (ROOT / "docs" / self.name).read_text(encoding="utf-8")

    @property
    def inserted(self) -> list[tuple[str, str, str]]:
        """File, line, and what comes below it."""
        return INSERTED.findall(self.text)

    @property
    def shown(self) -> list[str]:
        """The blocks that are parts of a new file."""
        return BLOCK.findall(self.text)

    def follow(self, site: Path) -> None:
        """Do in `site` what the page says."""
        for name in WRITTEN.findall(self.text):
            shutil.copy(HERE / Path(name).name, site / name)
        for name, line, block in self.inserted:
            path = site / name
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            [at] = [number for number, each in enumerate(lines) if each.strip() == line]
            lines.insert(at + 1, indent(block, lines[at][: -len(lines[at].lstrip())]))
            path.write_text("".join(lines), encoding="utf-8")


def copy_of_the_program(site: Path) -> None:
    """The program into `site`, as it is installed."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "reviser", site / "reviser", ignore=ignored)
    shutil.copytree(ROOT / "resources", site / "reviser" / "resources", ignore=ignored)
