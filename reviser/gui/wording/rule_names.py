"""The names of rules in the window, in plain words."""

import re

from PySide6.QtCore import QCoreApplication

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def tr(text: str) -> str:
    return QCoreApplication.translate("Rules", text)


def rule_name(rule: str) -> str:
    """The displayed name of `rule`. A rule without a name of its own is described by its kind and its words."""
    layer, _, rest = rule.partition("/")
    match layer:
        case "model":
            return model_kind_name(rest) or rule
        case "harper":
            return tr("Spelling and grammar: {name}").format(name=_CAPITAL.sub(" ", rest).lower())
        case "grammar":
            return tr("Grammar: {name}").format(name=rest.replace("-", " "))
        case "plain":
            return tr("Plain words: {name}").format(name=rest.replace("-", " "))
        case "consistency":
            return tr("Consistency: {name}").format(name=rest.replace("/", " "))
        case "chat":
            before, arrow, after = rest.partition("/")[2].partition("→")
            return f"“{before}” → “{after}”" if arrow else rule
        case "tracked-change":
            return tr("Tracked change")
        case "comment":
            return tr("Comment in the file")
        case "embedded" if rest == "language":
            return tr("Passages not in English")
        case _:
            return rule


def model_kind_name(kind: str) -> str:
    """The name of a kind of proposals or remarks of the language model; empty for an unknown kind."""
    names = {
        "agreement": tr("Agreement of verb and subject"),
        "article-in": tr("Missing article"),
        "comma-behind": tr("Comma right after a conjunction"),
        "comma-clause": tr("Comma between two clauses"),
        "comma-complex": tr("Comma between two clauses of a longer sentence"),
        "comma-in": tr("Missing comma"),
        "comma-opening": tr("Comma after the opening of a sentence"),
        "comma-out": tr("Superfluous comma"),
        "comma-pair": tr("Comma between two joined parts"),
        "comma-which": tr("Comma before “which”"),
        "confused": tr("Words that are easily confused"),
        "counted": tr("Words for things that can be counted"),
        "degree": tr("Degree of an adjective"),
        "file": tr("Language model not used"),
        "hyphen": tr("Missing hyphen"),
        "ing": tr("Form in -ing"),
        "join": tr("Written as one word"),
        "number": tr("Number of a noun"),
        "part": tr("Text not read to its end"),
        "noun-preposition": tr("Preposition after a noun"),
        "preposition": tr("Preposition"),
        "real-word": tr("Slip that makes another word"),
        "splice": tr("Comma between two sentences"),
        "verb": tr("Form of a verb"),
        "word-in": tr("Missing small word"),
    }
    return names.get(kind, "")
