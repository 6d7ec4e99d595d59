"""A Qt style that draws this program's icons in Qt's own widgets: in message boxes, file dialogs, and fields.

Qt asks the style for these icons, so this style provides them in the theme's colours. Everything else is drawn by its
base style."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

SP = QStyle.StandardPixmap
# For each standard icon: the name of the drawing, and the palette's name of its colour.
ICONS = {
    SP.SP_MessageBoxInformation: ("info", "accent"),
    SP.SP_MessageBoxQuestion: ("question", "accent"),
    SP.SP_MessageBoxWarning: ("warning", "on_warning"),
    SP.SP_MessageBoxCritical: ("error", "on_warning"),
    SP.SP_DesktopIcon: ("computer", "ink"),
    SP.SP_TrashIcon: ("bin", "ink"),
    SP.SP_ComputerIcon: ("computer", "ink"),
    SP.SP_DriveFDIcon: ("drive", "ink"),
    SP.SP_DriveHDIcon: ("drive", "ink"),
    SP.SP_DriveCDIcon: ("drive", "ink"),
    SP.SP_DriveDVDIcon: ("drive", "ink"),
    SP.SP_DriveNetIcon: ("drive", "ink"),
    SP.SP_DirIcon: ("folder", "ink"),
    SP.SP_DirOpenIcon: ("open", "ink"),
    SP.SP_DirClosedIcon: ("folder", "ink"),
    SP.SP_DirLinkIcon: ("folder", "ink"),
    SP.SP_DirLinkOpenIcon: ("open", "ink"),
    SP.SP_DirHomeIcon: ("home", "ink"),
    SP.SP_FileIcon: ("file", "ink"),
    SP.SP_FileLinkIcon: ("file", "ink"),
    SP.SP_FileDialogStart: ("back", "ink"),
    SP.SP_FileDialogEnd: ("forward", "ink"),
    SP.SP_FileDialogToParent: ("folder-up", "ink"),
    SP.SP_FileDialogNewFolder: ("folder-new", "ink"),
    SP.SP_FileDialogDetailedView: ("details", "ink"),
    SP.SP_FileDialogInfoView: ("info", "ink"),
    SP.SP_FileDialogContentsView: ("file", "ink"),
    SP.SP_FileDialogListView: ("list", "ink"),
    SP.SP_FileDialogBack: ("back", "ink"),
    SP.SP_ToolBarHorizontalExtensionButton: ("forward", "ink"),
    SP.SP_ToolBarVerticalExtensionButton: ("down", "ink"),
    SP.SP_DialogOkButton: ("accept", "ink"),
    SP.SP_DialogYesButton: ("accept", "ink"),
    SP.SP_DialogYesToAllButton: ("accept", "ink"),
    SP.SP_DialogApplyButton: ("accept", "ink"),
    SP.SP_DialogCancelButton: ("close", "ink"),
    SP.SP_DialogNoButton: ("reject", "ink"),
    SP.SP_DialogNoToAllButton: ("reject", "ink"),
    SP.SP_DialogAbortButton: ("close", "ink"),
    SP.SP_DialogIgnoreButton: ("mute", "ink"),
    SP.SP_DialogHelpButton: ("question", "ink"),
    SP.SP_DialogOpenButton: ("open", "ink"),
    SP.SP_DialogSaveButton: ("save", "ink"),
    SP.SP_DialogSaveAllButton: ("save", "ink"),
    SP.SP_DialogCloseButton: ("close", "ink"),
    SP.SP_DialogResetButton: ("undo", "ink"),
    SP.SP_DialogRetryButton: ("redo", "ink"),
    SP.SP_DialogDiscardButton: ("bin", "ink"),
    SP.SP_RestoreDefaultsButton: ("undo", "ink"),
    SP.SP_ArrowUp: ("up", "ink"),
    SP.SP_ArrowDown: ("down", "ink"),
    SP.SP_ArrowLeft: ("back", "ink"),
    SP.SP_ArrowRight: ("forward", "ink"),
    SP.SP_ArrowBack: ("back", "ink"),
    SP.SP_ArrowForward: ("forward", "ink"),
    SP.SP_BrowserReload: ("redo", "ink"),
    SP.SP_BrowserStop: ("close", "ink"),
    SP.SP_LineEditClearButton: ("close", "soft"),
    SP.SP_TabCloseButton: ("close", "ink"),
    SP.SP_DockWidgetCloseButton: ("close", "ink"),
    SP.SP_CommandLink: ("forward", "accent"),
}


class IconStyle(QProxyStyle):
    """The base style with this program's icons. `icon_of` draws an icon, given the name of a drawing and the name of a
    colour of the palette."""

    def __init__(self, base: str, icon_of: Callable[[str, str], QIcon]) -> None:
        super().__init__(base)
        self._icon_of = icon_of

    def standardIcon(
        self, icon: QStyle.StandardPixmap, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> QIcon:
        if icon not in ICONS:
            return super().standardIcon(icon, option, widget)
        return self._icon_of(*ICONS[icon])

    def standardPixmap(
        self, icon: QStyle.StandardPixmap, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> QPixmap:
        if icon not in ICONS:
            return super().standardPixmap(icon, option or QStyleOption(), widget)
        side = self.pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, option, widget)
        return self.standardIcon(icon, option, widget).pixmap(QSize(side, side))
