"""A desktop portal that has one setting, the color scheme. Started as a program of its own, on the session bus:
`python -m tests.hands.portal VERSION SCHEME`, it says when it is ready; each line that it is then told is the scheme
from now on (0, 1 or 2)."""

import sys
import threading

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.threading import DBusConnection, open_dbus_connection

NAME = "org.freedesktop.portal.Desktop"
PLACE = DBusAddress("/org/freedesktop/portal/desktop", NAME, "org.freedesktop.portal.Settings")
SETTING = ("org.freedesktop.appearance", "color-scheme")


class Portal:
    """Version 1 of the interface has only `Read`, whose answer is one variant more than it should be."""

    def __init__(self, bus: DBusConnection, version: int, scheme: int) -> None:
        self._bus = bus
        self._version = version
        self._scheme = scheme

    def serve(self) -> None:
        while True:
            call = self._bus.receive()
            if call.header.message_type is MessageType.method_call:
                self._bus.send(self._answer(call))
            elif call.header.message_type is MessageType.method_return:  # the name is ours
                sys.stdout.write("ready\n")
                sys.stdout.flush()

    def _answer(self, call: Message) -> Message:
        method, value = call.header.fields.get(HeaderFields.member), ("u", self._scheme)
        if method == "ReadAll":
            return new_method_return(call, "a{sa{sv}}", ({SETTING[0]: {SETTING[1]: value}},))
        if call.body != SETTING:
            return new_error(call, "org.freedesktop.portal.Error.NotFound")
        if method == "ReadOne" and self._version > 1:
            return new_method_return(call, "v", (value,))
        if method == "Read":
            return new_method_return(call, "v", (("v", value),))
        return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")

    def choose(self, scheme: int) -> None:
        """The person chooses another scheme for the desktop."""
        self._scheme = scheme
        self._bus.send(new_signal(PLACE, "SettingChanged", "ssv", (*SETTING, ("u", scheme))))


def main() -> None:
    bus = open_dbus_connection("SESSION")
    portal = Portal(bus, int(sys.argv[1]), int(sys.argv[2]))
    reading = threading.Thread(target=portal.serve, daemon=True)
    bus.send(message_bus.RequestName(NAME))
    reading.start()
    for line in sys.stdin:
        portal.choose(int(line))


if __name__ == "__main__":
    main()
