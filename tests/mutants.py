"""Mutants: small faults put into the program one at a time, to see whether the tests notice.

    python -m tests.mutants --count 500 --seed 1 [--package core] [--module risk] [--near] [--minutes 60]

The seed draws the sample from all places where an operator, a constant, an element or a statement can be changed. A
mutant meets the tests that mirror its package: first those that import its module, then, where they let it pass, the
others. Nothing is written into the sources: each mutant lives in a forked process whose import finds the changed one.
Needs a system with `fork`. The libraries for this (mutmut, cosmic-ray) draw no seeded sample, and cosmic-ray runs one
command for all modules; here one test file is enough for most mutants.
"""

import argparse
import ast
import importlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from itertools import islice
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("core", "history", "datasets")
# Imported before the forks: what takes long to import and is nobody's mutant.
_HEAVY = ("hypothesis", "numpy", "orjson", "pytest", "pytestqt.plugin", "rapidfuzz", "regex", "sqlite3")
_SLOW = ("benchmarks", "gui", "hands")  # folders of tests that are asked of no mutant
_COLLECTED = 2  # pytest's exit code where a test file cannot be imported; 1 where a test fails, more is no verdict
_HUSH = "-Wignore::pytest.PytestAssertRewriteWarning"  # for the plugin among them
_UNREAD = {"annotation", "returns", "decorator_list"}  # fields that decide nothing while the program runs

_SWAPS: dict[type[ast.AST], tuple[type[ast.AST], str]] = {
    ast.Lt: (ast.LtE, "< becomes <="), ast.LtE: (ast.Lt, "<= becomes <"),
    ast.Gt: (ast.GtE, "> becomes >="), ast.GtE: (ast.Gt, ">= becomes >"),
    ast.Eq: (ast.NotEq, "== becomes !="), ast.NotEq: (ast.Eq, "!= becomes =="),
    ast.Is: (ast.IsNot, "is becomes is not"), ast.IsNot: (ast.Is, "is not becomes is"),
    ast.In: (ast.NotIn, "in becomes not in"), ast.NotIn: (ast.In, "not in becomes in"),
    ast.Add: (ast.Sub, "+ becomes -"), ast.Sub: (ast.Add, "- becomes +"),
    ast.Mult: (ast.Div, "* becomes /"), ast.Div: (ast.Mult, "/ becomes *"),
    ast.FloorDiv: (ast.Mult, "// becomes *"), ast.Mod: (ast.Mult, "% becomes *"),
    ast.BitOr: (ast.BitAnd, "| becomes &"), ast.BitAnd: (ast.BitOr, "& becomes |"),
    ast.And: (ast.Or, "and becomes or"), ast.Or: (ast.And, "or becomes and"),
}  # fmt: skip

Change = tuple[str, Callable[[], object]]  # what it is, and what makes it in the tree


@dataclass(frozen=True, slots=True)
class Mutant:
    """The `change`-th change of the `node`-th node of a module."""

    path: Path
    node: int
    change: int
    line: int
    what: str

    def __str__(self) -> str:
        source = self.path.read_text(encoding="utf-8").splitlines()[self.line - 1].strip()
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.what}: {source}"

    @property
    def module(self) -> str:
        return _name(self.path)

    def code(self) -> CodeType:
        """The module with the fault."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"), str(self.path))
        for number, node in enumerate(nodes(tree)):
            if number == self.node:
                _, make = [*changes(node), *removals(node)][self.change]
                make()
                break
        return compile(ast.fix_missing_locations(tree), str(self.path), "exec")


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """What can be changed, in order: no types, no decorators."""
    yield tree
    for name, value in ast.iter_fields(tree):
        if name not in _UNREAD:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from nodes(child)


def changes(node: ast.AST) -> list[Change]:
    """The faults that can be made at a node itself."""
    match node:
        case ast.Compare(ops=operators):
            return [
                (_SWAPS[type(operator)][1], partial(operators.__setitem__, place, _SWAPS[type(operator)][0]()))
                for place, operator in enumerate(operators)
            ]
        case ast.BinOp(op=operator) | ast.BoolOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in _SWAPS:
            other, what = _SWAPS[type(operator)]
            return [(what, partial(setattr, node, "op", other()))]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [("not dropped", partial(setattr, node, "operand", ast.UnaryOp(ast.Not(), operand)))]
        case ast.Constant():
            return _constants(node)
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements) if len(elements) > 1:
            return [
                (f"{element.value!r} left out", partial(elements.pop, place))
                for place, element in enumerate(elements)
                if isinstance(element, ast.Constant)
            ]
        case ast.comprehension(ifs=conditions):
            return [
                (f"if {ast.unparse(condition)} dropped", partial(conditions.pop, place))
                for place, condition in enumerate(conditions)
            ]
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test) if not isinstance(test, ast.Compare):
            return [("condition turned", partial(setattr, node, "test", ast.UnaryOp(ast.Not(), test)))]
    return []


def _constants(node: ast.Constant) -> list[Change]:
    value = node.value
    other: object = None
    if isinstance(value, bool):
        other = not value
    elif isinstance(value, int):
        other = value + 1
    elif isinstance(value, float):
        other = value * 2 + 0.5
    return [] if other is None else [(f"{value!r} becomes {other!r}", partial(setattr, node, "value", other))]


def removals(node: ast.AST) -> list[Change]:
    """The statements of a block that can be left out."""
    found: list[Change] = []
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            for place, statement in enumerate(block):
                if _does(statement):
                    nothing = ast.copy_location(ast.Pass(), statement)
                    found.append(
                        (
                            f"{ast.unparse(statement).splitlines()[0]} removed",
                            partial(block.__setitem__, place, nothing),
                        )
                    )
    return found


def _does(statement: ast.stmt) -> bool:
    """Whether a statement does something when the rest can stand without it."""
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.AugAssign | ast.Raise | ast.Continue | ast.Break | ast.Delete)


def mutants(path: Path) -> list[Mutant]:
    """Every fault that can be put into a module."""
    found: list[Mutant] = []
    line = 1
    for number, node in enumerate(nodes(ast.parse(path.read_text(encoding="utf-8")))):
        line = getattr(node, "lineno", line)
        for change, (what, _) in enumerate([*changes(node), *removals(node)]):
            found.append(Mutant(path, number, change, line, what))
    return found


@cache
def _imported(path: Path) -> frozenset[str]:
    """The modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def mirrored(path: Path) -> tuple[list[Path], list[Path]]:
    """The test files of a module's package: those that import it, or else what imports it, and so on, the one that has
    its name first; and the others. Where none of the package reaches it, those elsewhere that do stand for the first,
    with those one step further away."""
    package = _package(path)
    tests = sorted((ROOT / "tests" / package).rglob("test_*.py"))
    near = next(filter(None, _reaching(path, tests, (ROOT / "reviser" / package).rglob("*.py"))), [])
    if not near:
        everywhere = [test for test in sorted((ROOT / "tests").rglob("test_*.py")) if test.parent.name not in _SLOW]
        steps = filter(None, _reaching(path, everywhere, (ROOT / "reviser").rglob("*.py")))
        near = list(dict.fromkeys(test for step in islice(steps, 2) for test in step))
    near.sort(key=lambda test: test.stem != f"test_{path.stem}")
    return near, [test for test in tests if test not in near]


def _package(path: Path) -> str:
    """The package below reviser that a module belongs to, in a folder of its own or not."""
    return path.relative_to(ROOT / "reviser").parts[0]


def _reaching(path: Path, tests: Sequence[Path], others: Iterable[Path]) -> Iterator[list[Path]]:
    """Those of the tests that import a module; then those that import one of the others that import it, and so on."""
    modules = {_name(other): other for other in others}
    reached: set[str] = set()
    more = {_name(path)}
    while more:
        yield [test for test in tests if more & _imported(test)]
        reached |= more
        more = {name for name, other in modules.items() if more & _imported(other)} - reached


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


class _Finder(MetaPathFinder, Loader):
    """Finds one module, with its fault."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        return spec_from_loader(fullname, self, origin=str(self._mutant.path))

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self._mutant.path)
        exec(self._mutant.code(), module.__dict__)


def outcome(mutant: Mutant | None, tests: Sequence[Path], limit_s: float) -> str:
    """ "killed", "survived", or "timeout" (killed too) of a mutant, or of the program as it is, before these tests.
    RuntimeError where they cannot be run."""
    with tempfile.TemporaryDirectory() as folder:
        child = os.fork()
        if not child:
            _run(mutant, tests, folder)
        until = time.monotonic() + limit_s
        while time.monotonic() < until:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                code = os.waitstatus_to_exitcode(status)
                if code > _COLLECTED:
                    raise RuntimeError(f"The tests ended with {code} at {mutant}.")
                return "killed" if code else "survived"
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "timeout"


class _Quick:
    """A plugin of pytest: a failing example of hypothesis is enough, nobody waits for a small one."""

    def pytest_sessionstart(self) -> None:
        hypothesis = importlib.import_module("hypothesis")
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutants", hypothesis.settings(), phases=phases)
        hypothesis.settings.load_profile("mutants")


def _run(mutant: Mutant | None, tests: Sequence[Path], folder: str) -> None:
    """Run the tests in this process, which ends with them."""
    code = 99
    try:
        os.setsid()
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        tempfile.tempdir = folder
        configuration = importlib.import_module("hypothesis.configuration")
        configuration.set_hypothesis_home_dir(folder)  # what fails here is nobody's example later
        if mutant is not None:
            sys.meta_path.insert(0, _Finder(mutant))
        pytest = importlib.import_module("pytest")
        options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", _HUSH, f"--basetemp={folder}/pytest"]
        code = int(pytest.main([*options, *map(str, tests)], plugins=[_Quick()]))
    finally:
        os._exit(code)


def main() -> None:
    parser = argparse.ArgumentParser(description="Put small faults into the program, to see whether the tests notice.")
    parser.add_argument("--count", type=int, default=100, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--package", choices=PACKAGES, action="append", help="only this one")
    parser.add_argument("--module", action="append", default=[], help="only files of this name")
    parser.add_argument("--limit", type=float, default=60, help="seconds for the tests of a mutant")
    parser.add_argument(
        "--near", action="store_true", help="only the nearest tests; a mutant that has none is unmirrored"
    )
    parser.add_argument("--minutes", type=float, default=600, help="begin no mutant later than this")
    parser.add_argument("--unchecked", action="store_true", help="the tests are known to pass without a mutant")
    asked = parser.parse_args()
    os.chdir(ROOT)
    os.environ.update(QT_QPA_PLATFORM="offscreen", OPENBLAS_NUM_THREADS="1", PYTHONDONTWRITEBYTECODE="1")
    for name in _HEAVY:
        importlib.import_module(name)
    paths = [
        path for package in asked.package or PACKAGES for path in sorted((ROOT / "reviser" / package).rglob("*.py"))
    ]
    every = [one for path in paths if not asked.module or path.stem in asked.module for one in mutants(path)]
    sample = every.copy()
    random.Random(asked.seed).shuffle(sample)  # a smaller count is the begin of a larger one
    del sample[asked.count :]
    until = time.monotonic() + asked.minutes * 60
    for package in () if asked.unchecked else sorted({_package(one.path) for one in sample}):
        if outcome(None, sorted((ROOT / "tests" / package).rglob("test_*.py")), 10 * asked.limit) != "survived":
            raise SystemExit(f"The tests of {package} do not pass as it is.")
    counts: Counter[str] = Counter()
    for one in sample:
        if time.monotonic() > until:
            break
        near, others = mirrored(one.path)
        steps = [near] if asked.near else [near, others]
        how = "survived" if any(steps) else "unmirrored"
        for tests in filter(None, steps):
            how = outcome(one, tests, asked.limit)
            if how != "survived":
                break
        counts[how] += 1
        if how != "killed":
            sys.stdout.write(f"{how} {one}\n")
            sys.stdout.flush()
    said = ", ".join(f"{count} {how}" for how, count in sorted(counts.items()))
    sys.stdout.write(f"{counts.total()} of {len(every)} mutants, seed {asked.seed}: {said}\n")


if __name__ == "__main__":
    main()
