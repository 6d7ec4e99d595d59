"""Prints the current text, or writes it as a PDF."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QDialog

from reviser import files
from reviser.errors import UserError
from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.printing import Sheet, print_sheet
from reviser.gui.theme import Theme
from reviser.gui.wording.messages import error_text
from reviser.messages import verbatim

MARGINS = QMarginsF(25, 20, 25, 18)  # millimetres
DOTS = 1200  # dots per inch in a PDF


class PrintController:
    """Prints the current document."""

    def __init__(self, context: WindowContext) -> None:
        self._context = context

    def commands(self) -> Iterable[Command]:
        yield Command(
            "print",
            tr("&Print …"),
            self._ask_printer,
            MenuSection.FILE_PRINT,
            CommandGroup.DOCUMENT,
            keys=("Ctrl+P",),
            icon="print",
            enabled=self._context.document_open,
            steady=True,
        )
        yield Command(
            "export-pdf",
            tr("Export as P&DF …"),
            self._ask_pdf,
            MenuSection.FILE_PRINT,
            CommandGroup.DOCUMENT,
            icon="pdf",
            enabled=self._context.document_open,
            steady=True,
        )

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        context, sheet = self._context, self._sheet()
        if sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheet.title)
        printer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
        dialog = QPrintDialog(printer, context.window)
        dialog.setWindowTitle(_tr("Print"))

        def chosen(result: int) -> None:
            if result == QDialog.DialogCode.Accepted:
                context.attempt(lambda: print_sheet(sheet, printer, context.theme))

        dialog.finished.connect(chosen)
        dialog.setModal(True)
        dialog.show()

    def _ask_pdf(self) -> None:
        from reviser.gui.dialogs.files import ask_save

        context, sheet = self._context, self._sheet()
        if sheet is None or context.review is None:
            return
        path = context.review.open_document.document.path
        offered = Path(files.name_of(Path(sheet.title).stem)) if path is None else path
        name, _ = ask_save(context.window, _tr("Export as PDF"), str(offered.with_suffix(".pdf")), _tr("PDF (*.pdf)"))
        if name and context.attempt(lambda: write_pdf(sheet, Path(name), context.theme)):
            context.message.say(_tr("Written to {path}.").format(path=name))

    def _sheet(self) -> Sheet | None:
        """The current text, to be printed; None if no document is open."""
        context = self._context
        context.flush()
        review = context.review
        if review is None:
            return None
        return Sheet(context.document_name, review.state.text)


def write_pdf(sheet: Sheet, path: Path, theme: Theme) -> int:
    """Write the sheet to a PDF file in one step and return the number of pages. Raises UserError if the file cannot be
    written."""
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setResolution(DOTS)
    writer.setTitle(sheet.title)
    writer.setCreator(QCoreApplication.applicationName())
    american = QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize(QPageSize.PageSizeId.Letter if american else QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter))
    pages = print_sheet(sheet, writer, theme)
    try:
        files.write(path, bytes(content.data().data()))
    except OSError as error:
        why = error.strerror or error_text(error)
        said = _tr("{path} cannot be written: {why}. Choose another place.")
        raise UserError(verbatim(said.format(path=path, why=why))) from error
    return pages


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrintController", text)
