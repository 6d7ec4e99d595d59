"""The names of dataset formats in the window. Formats of plug-ins have the name that the plug-in gives."""

from PySide6.QtCore import QCoreApplication

from reviser.datasets.base import DatasetFormat


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate("DatasetFormats", text)


def export_name(form: DatasetFormat) -> str:
    """The name in the list of export formats."""
    return {
        "jsonl": tr("JSON lines: one edit per line"),
        "sessions": tr("Sessions: complete, can be imported again"),
        "parquet": tr("Parquet: a folder for load_dataset"),
        "csv": tr("CSV: a table for spreadsheets"),
        "iterater-doc": tr("IteraTeR, by document (accepted)"),
        "iterater-sent": tr("IteraTeR, by sentence (accepted)"),
        "deliterater": tr("DElIteraTeR: tagged (accepted)"),
        "preference": tr("Preferences: chosen and rejected"),
        "preference-unpaired": tr("Preferences, unpaired"),
        "calls": tr("Requests to models"),
        "m2": tr("M2, by token (accepted)"),
        "r3": tr("R3: a folder (decided)"),
    }.get(form.code, form.name)


def import_name(form: DatasetFormat) -> str:
    """The name in the list of import formats."""
    return {
        "r3": tr("R3: decisions of people on edits"),
        "iterater": tr("IteraTeR: revisions with intents"),
        "drafts": tr("Successive drafts of documents"),
        "tracked-changes": tr("Tracked changes of documents"),
        "sessions": tr("Sessions exported by reviser"),
    }.get(form.code, form.name)
