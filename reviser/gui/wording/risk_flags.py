"""Translates risk flags, which are stored in English beside each proposal."""

from reviser.core.risk import risk_noun
from reviser.gui.wording.messages import translate
from reviser.gui.wording.reasons import tr


def kind_name(kind: str) -> str:
    """The name of a kind of risk, given its code."""
    return translate(risk_noun(kind))


def translate_flag(message: str) -> str:
    """The message of a flag in the person's language; unchanged if it is not one of this program."""
    for sentence in FLAGS:
        match = sentence.pattern.fullmatch(message)
        if match is not None:
            values = match.groupdict()
            return sentence.translate().format(**values | {"kind": kind_name(values.get("kind") or "")})
    return message


FLAGS = (
    tr("the {kind} {things} is gone"),
    tr("the {kind} {things} is new"),
    tr("the {kind}s {things} are gone"),
    tr("the {kind}s {things} are new"),
    tr("inside a block quotation"),
    tr("a quotation mark is gone"),
    tr("a quotation mark is new"),
    tr("inside the quotation {things}"),
    tr("{gone} became {come}"),
)
