"""The strings that the interface shows, found in its source, and the .ts files brought up to date with them.

`python -m tests.gui.strings` writes what is new into each file as unfinished and takes out what is gone. Qt's own
lupdate does not know that PySide looks a string up under the class that the call stands in.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[2]
GUI = ROOT / "reviser" / "gui"
TRANSLATIONS = ROOT / "resources" / "translations"
FUNCTIONS = {"tr", "_tr"}


@dataclass(frozen=True, order=True)
class Found:
    """A string of the interface. `numbered`: it is said of a count."""

    context: str
    source: str
    comment: str
    numbered: bool
    where: str


class _Finder(ast.NodeVisitor):
    """Finds the strings of one module, and what cannot be found by reading (`unclear`)."""

    def __init__(self, name: str, own_contexts: dict[str, str]) -> None:
        self.found: list[Found] = []
        self.unclear: list[str] = []
        self._name = name
        self._own_contexts = own_contexts  # of `tr` and `_tr`, the module's own or imported
        self._classes: list[str] = []
        self._functions: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._functions.append(node.name)
        self.generic_visit(node)
        self._functions.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name = _name(node.func)
        where = f"{self._name}:{node.lineno}"
        if name == "translate" and isinstance(node.func, ast.Attribute):
            if not FUNCTIONS & set(self._functions[-1:]):
                context = _literal(node.args[0])
                self._take(where, context, node.args[1:3], numbered=len(node.args) > 3)
        elif name in FUNCTIONS and isinstance(node.func, ast.Name):
            self._take(where, self._own_contexts.get(name), node.args[:1], numbered=len(node.args) > 1)
        elif name == "tr" and isinstance(node.func, ast.Attribute):
            of_self = isinstance(node.func.value, ast.Name) and node.func.value.id == "self"
            self._take(where, self._classes[-1] if self._classes and of_self else None, node.args)

    def _take(self, where: str, context: str | None, args: list[ast.expr], *, numbered: bool = False) -> None:
        source = _literal(args[0]) if args else None
        comment = _literal(args[1]) if len(args) > 1 else ""
        if not context or source is None:
            self.unclear.append(f"{where}: say it as self.tr(…) or translate(…) with the words themselves")
            return
        self.found.append(Found(context, source, comment or "", numbered or len(args) > 2, where))


def _name(func: ast.expr) -> str:
    match func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literal(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Constant(value=None):
            return ""
    return None


def _own_contexts(tree: ast.Module) -> dict[str, str]:
    """The contexts that the module's own functions `tr` and `_tr` give."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in FUNCTIONS:
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _name(call.func) == "translate":
                    found[node.name] = _literal(call.args[0]) or ""
    return found


def strings(folder: Path = GUI) -> tuple[list[Found], list[str]]:
    """All strings of the interface, each once, sorted; and the places where one cannot be told by reading."""
    found: dict[tuple[str, str, str], Found] = {}
    unclear: list[str] = []
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))}
    contexts = {_module(path): _own_contexts(tree) for path, tree in trees.items()}
    for path, tree in trees.items():
        finder = _Finder(str(path.relative_to(folder)), contexts[_module(path)] | _imported(tree, contexts))
        finder.visit(tree)
        unclear += finder.unclear
        for one in finder.found:
            found.setdefault((one.context, one.source, one.comment), one)
    return sorted(found.values()), unclear


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _imported(tree: ast.Module, contexts: dict[str, dict[str, str]]) -> dict[str, str]:
    """The contexts of functions `tr` and `_tr` that come from another module."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and any(name.name in FUNCTIONS for name in node.names):
            found |= contexts.get(node.module, {})
    return found


def known(path: Path) -> Iterator[tuple[tuple[str, str, str], ElementTree.Element]]:
    """The messages of a .ts file."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            yield (name, message.findtext("source", ""), message.findtext("comment", "")), message


def updated(path: Path, found: list[Found]) -> str:
    """The .ts file with these strings and no others; English only has those that are said of a count."""
    root = ElementTree.parse(path).getroot()
    before = dict(known(path))
    wanted = [one for one in found if one.numbered or root.get("language") != "en"]
    made = ElementTree.Element("TS", root.attrib)
    contexts: dict[str, ElementTree.Element] = {}
    for one in wanted:
        if one.context not in contexts:
            contexts[one.context] = ElementTree.SubElement(made, "context")
            ElementTree.SubElement(contexts[one.context], "name").text = one.context
        there = before.get((one.context, one.source, one.comment))
        contexts[one.context].append(_message(one) if there is None else there)
    ElementTree.indent(made)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{ElementTree.tostring(made, encoding="unicode")}\n'


def _message(one: Found) -> ElementTree.Element:
    message = ElementTree.Element("message", {"numerus": "yes"} if one.numbered else {})
    ElementTree.SubElement(message, "source").text = one.source
    if one.comment:
        ElementTree.SubElement(message, "comment").text = one.comment
    translation = ElementTree.SubElement(message, "translation", {"type": "unfinished"})
    if one.numbered:
        for _ in range(2):
            ElementTree.SubElement(translation, "numerusform")
    return message


def main() -> int:
    found, unclear = strings()
    for path in sorted(TRANSLATIONS.glob("*.ts")):
        path.write_text(updated(path, found), encoding="utf-8")
    sys.stdout.write("".join(f"{line}\n" for line in unclear))
    return 1 if unclear else 0


if __name__ == "__main__":
    sys.exit(main())
