"""The colour scheme of the desktop, read from its portal (`org.freedesktop.portal.Settings` on the session bus).

Uses QtDBus: its signals arrive in the existing event loop, no call blocks, and no further library is needed."""

from typing import cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
NAMESPACE, KEY = "org.freedesktop.appearance", "color-scheme"
DARK, LIGHT = 1, 2  # 0 means no preference
ANSWER_MS = 20_000  # milliseconds; a portal that is not running yet is started first


class PortalScheme(QObject):
    """Reads the preference once, then listens for changes. `changed` is emitted when `dark` has changed; None means no
    preference."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.dark: bool | None = None
        self._oldest = False  # the old method is in use
        bus = QDBusConnection.sessionBus()
        if bus.isConnected():
            bus.connect(
                SERVICE, PATH, INTERFACE, "SettingChanged", self, _slot("_on_setting(QString,QString,QDBusVariant)")
            )
            self._ask("ReadOne")

    def _ask(self, method: str) -> None:
        """Send the request; the answer arrives later."""
        message = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, method)
        message.setArguments([NAMESPACE, KEY])
        answer = QDBusPendingCallWatcher(QDBusConnection.sessionBus().asyncCall(message, ANSWER_MS), self)
        answer.finished.connect(self._on_answer)

    def _on_answer(self, answer: QDBusPendingCallWatcher) -> None:
        reply = answer.reply()
        if not answer.isError():
            self._take(next(iter(reply.arguments()), 0))
        elif answer.error().type() is QDBusError.ErrorType.UnknownMethod and not self._oldest:
            # Portals before version 2 have another method, whose answer is wrapped in one more variant.
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
    """A slot in the form that `connect` needs: the value of SLOT as a string. Its type stub says bytes, which `connect`
    rejects."""
    return cast("bytes", SLOT(signature))
