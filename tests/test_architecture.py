"""Every line of the design's map, held by reading the source."""

import ast
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "reviser"
LONGEST = 450  # lines a file
OURS = (PACKAGE, ROOT / "tests", ROOT / "packaging", ROOT / "resources")

# What each part may import of the others; what is anybody's stands below.
BELOW = {
    "core": set[str](),
    "revisers": {"core"},
    "history": {"core"},
    "documents": {"core"},
    "datasets": {"core"},
    "services": {"core", "revisers", "history", "documents", "datasets"},
    "cli": {"core", "revisers", "history", "documents", "datasets", "services", "app"},
    "gui": {"core", "revisers", "history", "documents", "datasets", "services", "app"},
}
ANYBODYS = {"errors", "assets", "files", "locations", "messages", "plugins", "resources", "__init__"}
KNOW_EVERYBODY = {
    "__init__", "__main__", "app", "assets", "commands", "errors", "files", "locations", "messages",
    "plugins", "window_commands",
}  # fmt: skip

# What the core may import besides itself: values, types and algorithms; nothing that reads, waits, or draws lots.
PURE = {
    "abc", "array", "bisect", "collections", "copy", "dataclasses", "difflib", "enum", "fast_diff_match_patch",
    "functools", "hashlib", "heapq", "html", "itertools", "lemminflect", "math", "operator", "rapidfuzz", "re", "regex",
    "sentencex", "string", "types", "typing", "unicodedata",
}  # fmt: skip


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def modules(folder: Path = PACKAGE) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imports(path: Path) -> Iterator[tuple[str, str, int]]:
    """Module, name (empty for a whole module) and line of every import, those inside functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute here"
            yield from ((node.module or "", alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            # import_module("reviser.history.migrations") is an import too.
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            first = node.args[0] if node.args else None
            if called in {"import_module", "__import__"} and isinstance(first, ast.Constant):
                yield str(first.value), "", node.lineno


def part(path: Path) -> str:
    """The part of the map that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_parts(path: Path) -> Iterator[tuple[str, int]]:
    for module, name, line in imports(path):
        names = module.split(".")
        if names[0] == "reviser":
            yield (names[1] if len(names) > 1 else name or "__init__"), line


def users_of(library: str) -> set[str]:
    return {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for module, _, _ in imports(path)
        if module.split(".")[0] == library
    }


def test_every_part_of_the_package_is_on_the_map() -> None:
    assert {part(path) for path in modules()} <= set(BELOW) | KNOW_EVERYBODY


def test_dependencies_point_down_only_and_what_stands_side_by_side_never_imports_each_other() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports reviser.{other}"
        for path in modules()
        if part(path) in BELOW
        for other, line in imported_parts(path)
        if other not in BELOW[part(path)] | ANYBODYS | {part(path)}
    ]
    assert not wrong


def _imported_modules(path: Path, names: frozenset[str]) -> set[str]:
    """The modules of the package that a file imports, those for its types included."""
    found: set[str] = set()
    for module, name, _ in imports(path):
        inner = f"{module}.{name}"
        found |= {inner if inner in names else module} & names
    return found


def test_no_file_imports_itself_through_others_not_even_for_its_types() -> None:
    paths = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in modules()}
    paths = {name.removesuffix(".__init__"): path for name, path in paths.items()}
    names = frozenset(paths)
    graph = {name: _imported_modules(path, names) - {name} for name, path in paths.items()}
    with suppress(CycleError):
        tuple(TopologicalSorter(graph).static_order())
        return
    circles = []
    for name in sorted(graph):
        reached, waiting = set[str](), list(graph[name])
        while waiting:
            other = waiting.pop()
            if other not in reached:
                reached.add(other)
                waiting += graph[other]
        if name in reached:
            circles.append(name)
    assert not circles


def test_the_window_imports_nothing_for_its_types_alone() -> None:
    """What calls another object imports its class: an import that the checker alone sees hides a circle."""
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in modules(PACKAGE / "gui")
        if any(name == "TYPE_CHECKING" for _, name, _ in imports(path))
    ]
    assert not wrong


def test_no_controller_knows_the_window() -> None:
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in modules(PACKAGE / "gui" / "controllers")
        if "reviser.gui.main_window" in {module for module, _, _ in imports(path)}
    ]
    assert not wrong


def test_what_is_anybodys_imports_nobody() -> None:
    for name in ("errors.py", "assets.py", "locations.py", "messages.py", "plugins.py", "__init__.py"):
        if (PACKAGE / name).exists():
            assert {other for other, _ in imported_parts(PACKAGE / name)} <= ANYBODYS, name


def test_only_the_composition_root_and_main_are_above_the_window_and_the_terminal() -> None:
    above = {path.name for path in modules() for other, _ in imported_parts(path) if other in {"__main__", "commands"}}
    assert above <= {"__main__.py"}
    assert {other for other, _ in imported_parts(PACKAGE / "app.py")}.isdisjoint({"cli"})


def test_only_the_window_and_the_bridge_import_qt() -> None:
    for library in ("PySide6", "shiboken6"):
        assert all(user.startswith("gui/") or user == "services/bridge.py" for user in users_of(library))


def test_only_the_files_of_the_network_import_httpx() -> None:
    assert users_of("httpx") <= {"revisers/net/connections.py", "revisers/net/http.py", "revisers/net/download.py"}


def test_only_the_history_knows_sqlite() -> None:
    for library in ("sqlite3", "sqlite_utils"):
        assert all(user.startswith("history/") for user in users_of(library))


def test_only_the_terminal_imports_click() -> None:
    assert all(user.startswith("cli/") or user in {"commands.py", "window_commands.py"} for user in users_of("click"))


def test_core_is_pure() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in modules(PACKAGE / "core")
        for module, _, line in imports(path)
        if module.split(".")[0] not in PURE | {"reviser"}
    ]
    assert not wrong
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno} calls {node.func.id}"
        for path in modules(PACKAGE / "core")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"open", "print", "input"}
    ]
    assert not calls


def test_no_exception_is_made_from_what_the_checkers_say() -> None:
    banned = re.compile(r"#.*(type:\s*ignore|noqa|mypy:|pyright:|ruff:|TODO|FIXME|XXX)")
    wrong = []
    for path in (path for folder in OURS for path in modules(folder)):
        with path.open("rb") as file:
            wrong += [
                f"{path.relative_to(ROOT)}:{token.start[0]} {token.string}"
                for token in tokenize.tokenize(file.readline)
                if token.type == tokenize.COMMENT and banned.search(token.string)
            ]
    assert not wrong


def test_nothing_waits_on_the_main_thread() -> None:
    """`processEvents` runs the loop inside itself; `sleep` freezes the window. asyncio's own sleep is meant."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and (node.attr == "processEvents" or ast.unparse(node) == "time.sleep")
    ]
    assert not wrong


def test_no_file_is_too_long_to_read() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in OURS
        for path in modules(folder)
    }
    assert not {name: length for name, length in lengths.items() if length > LONGEST}


def test_every_module_says_why_it_is_there() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for folder in OURS
        for path in modules(folder)
        if not path.name.startswith("test_")  # its name says it
        if tree(path).body and not ast.get_docstring(tree(path))
    ]
    assert not silent


def test_a_class_name_has_one_meaning() -> None:
    """Whoever searches for a class finds one: two that share a name are renamed by what they are."""
    where: dict[str, list[str]] = {}
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                where.setdefault(node.name, []).append(path.relative_to(PACKAGE).as_posix())
    assert not {name: places for name, places in where.items() if len(places) > 1}


def test_names_that_would_hide_other_packages() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would hide the module that pip and pytest import"
    assert (ROOT / "tests" / "__init__.py").exists(), "without it, tests/datasets hides Hugging Face's datasets"


def test_every_folder_of_the_package_is_installed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    code = {".".join(path.parent.relative_to(ROOT).parts) for path in modules()}
    for folder in code:
        assert (ROOT / Path(*folder.split(".")) / "__init__.py").exists(), folder
    resources = ROOT / "resources"
    files = [path for path in resources.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    data = {".".join(("reviser", *path.parent.relative_to(ROOT).parts)) for path in files}
    assert set(settings["tool"]["setuptools"]["packages"]) == code | data


def test_the_top_level_is_what_the_design_names() -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {Path(line).parts[0] for line in listed.stdout.splitlines()}
    assert top <= {
        ".ci", ".editorconfig", ".gitattributes", ".github", ".gitignore", ".pre-commit-config.yaml", "CHANGELOG.md",
        "LICENSE", "NOTICE", "README.md", "docs", "packaging", "pyproject.toml", "resources", "reviser", "tests",
    }  # fmt: skip


def test_github_holds_what_a_contributor_looks_for_there() -> None:
    """CONTRIBUTING, SECURITY and CODE_OF_CONDUCT stand where GitHub finds them, beside its forms and workflows."""
    there = {path.name for path in (ROOT / ".github").glob("*")}
    assert there <= {
        "CODEOWNERS", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE.md",
        "SECURITY.md", "dependabot.yml", "workflows",
    }  # fmt: skip


WITHOUT_QT = """
import sys
from importlib.abc import MetaPathFinder

class Missing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

sys.meta_path.insert(0, Missing())
from reviser.commands import run
code = run(sys.argv[1:])
assert not any(name.split(".")[0] in {"PySide6", "shiboken6"} for name in sys.modules)
sys.exit(code)
"""


def test_the_terminal_works_without_qt(tmp_path: Path) -> None:
    document = tmp_path / "essay.txt"
    document.write_text("This is an test.\n", encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            WITHOUT_QT,
            "revise",
            str(document),
            "--decide",
            "accept",
            "--db",
            str(tmp_path / "h.db"),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "“an” → “a”" in done.stdout
