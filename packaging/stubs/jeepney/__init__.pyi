from enum import Enum

class MessageType(Enum):
    method_call = 1
    method_return = 2
    error = 3
    signal = 4

class HeaderFields(Enum):
    member = 3

class Header:
    message_type: MessageType
    fields: dict[HeaderFields, object]

class Message:
    header: Header
    body: tuple[object, ...]

class DBusAddress:
    def __init__(self, object_path: str, bus_name: str | None = ..., interface: str | None = ...) -> None: ...

def new_method_call(
    remote_obj: DBusAddress, method: str, signature: str | None = ..., body: tuple[object, ...] = ...
) -> Message: ...
def new_method_return(parent: Message, signature: str | None = ..., body: tuple[object, ...] = ...) -> Message: ...
def new_error(
    parent: Message, error_name: str, signature: str | None = ..., body: tuple[object, ...] = ...
) -> Message: ...
def new_signal(
    emitter: DBusAddress, signal: str, signature: str | None = ..., body: tuple[object, ...] = ...
) -> Message: ...
