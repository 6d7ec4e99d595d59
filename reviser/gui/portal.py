"""The color scheme of the desktop as its portal tells it (`org.freedesktop.portal.Settings`, over the session bus).

QtDBus is Qt's own way to it: its signals come in the event loop that there is, nothing waits, and no other library is
needed.
"""

from typing import cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
NAMESPACE, KEY = "org.freedesktop.appearance", "color-scheme"
DARK, LIGHT = 1, 2  # 0 is no preference
ANSWER_MS = 20_000  # a portal that nobody asked before is started first


class PortalScheme(QObject):
    """Asks once and listens from then on. `changed` tells that `dark` is another; None is no preference."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.dark: bool | None = None
        self._oldest = False  # asked as the first portals want it
        bus = QDBusConnection.sessionBus()
        if bus.isConnected():
            bus.connect(
                SERVICE, PATH, INTERFACE, "SettingChanged", self, _slot("_on_setting(QString,QString,QDBusVariant)")
            )
            self._ask("ReadOne")

    def _ask(self, method: str) -> None:
        """Ask the portal, which answers by and by."""
        message = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, method)
        message.setArguments([NAMESPACE, KEY])
        answer = QDBusPendingCallWatcher(QDBusConnection.sessionBus().asyncCall(message, ANSWER_MS), self)
        answer.finished.connect(self._on_answer)

    def _on_answer(self, answer: QDBusPendingCallWatcher) -> None:
        reply = answer.reply()
        if not answer.isError():
            self._take(next(iter(reply.arguments()), 0))
        elif answer.error().type() is QDBusError.ErrorType.UnknownMethod and not self._oldest:
            # Portals before version 2 know another method only, which answers the same in one variant more.
            self._oldest = True
            self._ask("Read")
        answer.deleteLater()

    @Slot(str, str, QDBusVariant)
    def _on_setting(self, namespace: str, key: str, value: QDBusVariant) -> None:
        if (namespace, key) == (NAMESPACE, KEY):
            self._take(value)

    def _take(self, value: object) -> None:
        while isinstance(value, QDBusVariant):
            value = value.variant()
        told = {DARK: True, LIGHT: False}.get(value) if isinstance(value, int) else None
        if told is not self.dark:
            self.dark = told
            self.changed.emit()


def _slot(signature: str) -> bytes:
    """As `connect` takes it: what SLOT gives, though its stub says that it wants bytes, which it refuses."""
    return cast("bytes", SLOT(signature))
