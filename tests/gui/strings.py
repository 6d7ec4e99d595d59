"""The strings that the interface shows, found in its source, and the .ts files brought up to date with them.

`python -m tests.gui.strings` writes what is new into each file as unfinished and takes out what is gone. Qt's own
lupdate does not know that PySide looks a string up under the class that the call stands in.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[2]
GUI = ROOT / "reviser" / "gui"
TRANSLATIONS = ROOT / "resources" / "translations"
FUNCTIONS = {"tr", "_tr"}
PACKAGE = ROOT / "reviser"

LOOK_UPS = {"_translated"}  # functions that translate what is made elsewhere
MESSAGES = "Messages"  # the context of the sentences that are made below the window
TERMINAL = ("cli", "window_commands.py", "commands.py")  # what the terminal alone says is English


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
        if (
            name == "translate"
            and isinstance(node.func, ast.Attribute)
            and _name(node.func.value) == "QCoreApplication"
        ):
            if not (FUNCTIONS | LOOK_UPS) & set(self._functions[-1:]):
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


class _MessageFinder(ast.NodeVisitor):
    """Finds the sentences that one module below the window makes as `reviser.messages`."""

    def __init__(self, name: str) -> None:
        self.found: list[Found] = []
        self.unclear: list[str] = []
        self._name = name

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Name) or node.func.id not in {"message", "plural", "template"}:
            return
        where = f"{self._name}:{node.lineno}"
        many = node.func.id == "plural"
        sources = [_literal(argument) for argument in node.args[: 2 if many else 1]]
        if None in sources or not sources:
            self.unclear.append(f"{where}: the template of a message is a literal")
        else:
            self.found.append(Found(MESSAGES, sources[-1] or "", "", many, where))


def messages(folder: Path = PACKAGE) -> tuple[list[Found], list[str]]:
    """The sentences that are made as messages, below the window and in it, each once; and the places where one cannot
    be told by reading. Those of the terminal alone are left out."""
    found: dict[str, Found] = {}
    unclear: list[str] = []
    for path in (*below_the_faces(folder), *sorted((folder / "gui").rglob("*.py"))):
        finder = _MessageFinder(str(path.relative_to(folder)))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.ImportFrom) and node.module == "reviser.messages" for node in ast.walk(tree)):
            finder.visit(tree)
        unclear += finder.unclear
        for one in finder.found:
            found.setdefault(one.source, one)
    return sorted(found.values()), unclear


def below_the_faces(folder: Path = PACKAGE) -> list[Path]:
    """The modules that neither the window nor the terminal consists of."""
    paths = sorted(folder.rglob("*.py"))
    return [path for path in paths if path.relative_to(folder).parts[0] not in {"gui", "messages.py", *TERMINAL}]


@cache
def user_errors() -> frozenset[str]:
    """The names of the exceptions that are shown to the person: UserError and all that come from it."""
    bases = {
        node.name: {_name(base) for base in node.bases}
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = {"UserError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return frozenset(found)


def raises_of_words(path: Path) -> list[str]:
    """Where errors for the person are made of bare words: of a string that is written there, or put together there."""
    return [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {node.func.id} is made of a message(…)"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in user_errors()
        if node.args and not _is_message(node.args[0])
    ]


def _is_message(node: ast.expr) -> bool:
    """Whether an expression can be a message: made by one of its functions, or kept under a name or by a function."""
    match node:
        case ast.Call(func=ast.Name()) | ast.Name():
            return True
        case ast.Call(func=ast.Attribute(attr=name)):
            return name not in {"format", "join"}
        case ast.Attribute(attr=name):
            return name in {"message", "sentence", "trouble", "failure", "problem"}
        case ast.IfExp(body=one, orelse=other):
            return _is_message(one) and _is_message(other)
    return False


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
    below, unclear = messages()
    found = {(one.context, one.source, one.comment): one for one in below}
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
    wanted = [one for one in found if in_english(one) or root.get("language") != "en"]
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


def in_english(one: Found) -> bool:
    """Whether the English file holds it: its forms for one and for many, where they do not stand in the source."""
    return one.numbered and one.context != MESSAGES


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
