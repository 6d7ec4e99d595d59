"""reviser: a model proposes edits to your text, you decide, and the next round learns from what you decided."""

__version__ = "0.1.0"
