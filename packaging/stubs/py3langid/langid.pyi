# What this project uses of py3langid: how likely each language is for a text, best first; they add up to 1.
MODEL_FILE: str

class LanguageIdentifier:
    @classmethod
    def from_model_file(cls, model_file: str, norm_probs: bool = False) -> LanguageIdentifier: ...
    def rank(self, instance: str) -> list[tuple[str, float]]: ...
