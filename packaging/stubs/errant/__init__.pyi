from spacy import Language
from spacy.tokens import Doc

__version__: str

class Edit:
    o_start: int
    o_end: int
    c_str: str
    type: str
    def to_m2(self, id: int = ...) -> str: ...

class Annotator:
    nlp: Language
    def parse(self, text: str, tokenise: bool = ...) -> Doc: ...
    def annotate(self, orig: Doc, cor: Doc, lev: bool = ..., merging: str = ...) -> list[Edit]: ...
    def import_edit(self, orig: Doc, cor: Doc, edit: list[int], min: bool = ..., old_cat: bool = ...) -> Edit: ...

def load(lang: str, nlp: Language | None = ...) -> Annotator: ...
