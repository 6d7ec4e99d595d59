"""What the window says of checkpoints: their kinds and licences."""

from PySide6.QtCore import QCoreApplication, QLocale

from reviser.revisers.checkpoints.folder import is_non_commercial
from reviser.revisers.checkpoints.kinds import kind_named


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate("Checkpoints", text)


def kind_title(code: str) -> str:
    """What a kind of checkpoint is, for a list."""
    titles = {
        "t5-instruction": tr("T5 editor by instruction (CoEdIT)"),
        "pegasus-intent": tr("PEGASUS or BART with intent tags (IteraTeR)"),
        "deliterater": tr("Detector of spans, and a generator (DElIteraTeR)"),
        "gector": tr("Tagger of edits (GECToR)"),
    }
    return titles.get(code, kind_named(code).title)


def license_text(name: str) -> str:
    """A licence, and what it forbids. `name`: as the model card has it, empty where that names none."""
    if not name:
        return tr("none named: see where it comes from before you share what it proposed")
    if is_non_commercial(name):
        return tr("{license}: no commercial use").format(license=name)
    return name


def format_size(size: int) -> str:
    """A number of bytes as a person reads it, such as 1.2 GB."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
