from collections.abc import Iterable, Sequence

from pylatexenc.latexwalker import LatexNode, LatexWalker, ParsingState

class ParsedMacroArgs:
    argnlist: Sequence[LatexNode | None]
    def __init__(self, argnlist: Sequence[LatexNode | None] = ..., argspec: str = "") -> None: ...

class MacroStandardArgsParser:
    def __init__(self, argspec: str | None = None) -> None: ...
    def parse_args(
        self, w: LatexWalker, pos: int, parsing_state: ParsingState | None = None
    ) -> tuple[ParsedMacroArgs, int, int]: ...

class MacroSpec:
    simplify_repl: object
    def __init__(self, macroname: str, args_parser: MacroStandardArgsParser | str = ...) -> None: ...

class EnvironmentSpec:
    def __init__(self, environmentname: str, args_parser: MacroStandardArgsParser | str = ...) -> None: ...

class LatexContextDb:
    def add_context_category(
        self,
        category: str,
        macros: Iterable[MacroSpec] = ...,
        environments: Iterable[EnvironmentSpec] = ...,
        specials: Iterable[object] = ...,
    ) -> None: ...
    def set_unknown_macro_spec(self, macrospec: MacroSpec) -> None: ...
    def set_unknown_environment_spec(self, environmentspec: EnvironmentSpec) -> None: ...
    def get_macro_spec(self, macroname: str) -> MacroSpec | None: ...
