from spacy import Vocab

class Doc:
    def __init__(self, vocab: Vocab, words: list[str]) -> None: ...
