"""Turns a network failure into a sentence that says what to do. The exception and its causes decide; their own words
are for programmers and are left out."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

from reviser.messages import Message, message

# OpenSSL's error numbers, from its x509_vfy.h.
_SELF_SIGNED = {18, 19, 20, 21}
_EXPIRED, _NOT_YET = 10, 9
_OTHER_NAME = {62, 63, 64}  # wrong host name, e-mail or IP address


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure. `again`: whether a new attempt may succeed. `why`: a few words, for the line that is shown while
    waiting."""

    sentence: Message
    again: bool
    why: str


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and all errors that caused it."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        found = waiting.pop(0)
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        if isinstance(found, BaseExceptionGroup):
            waiting += found.exceptions
        waiting += [cause for cause in (found.__cause__, found.__context__) if cause is not None]


def failure_of(error: BaseException, name: str, host: str, *, ca_file: str = "") -> Failure:
    """The failure of a request to the server called `name`. `ca_file`: how to name one's own certificate authority, if
    that differs from what a chat server's user does."""
    kinds = {kind.__name__ for found in causes(error) for kind in type(found).__mro__}
    for found in causes(error):
        match found:
            case ssl.SSLCertVerificationError():
                return Failure(
                    _certificate(
                        found.verify_code, host, ca_file or message("give its CA file to {name} (--ca-file)", name=name)
                    ),
                    again=False,
                    why="",
                )
            case ssl.SSLError():
                return Failure(
                    message(
                        "No secure connection to {host} could be made: check whether its address should "
                        "begin with https, and check its port.",
                        host=host,
                    ),
                    again=False,
                    why="",
                )
            case socket.gaierror():
                return Failure(
                    message(
                        "There is no machine called {host}, or you are offline: check the address and your connection.",
                        host=host,
                    ),
                    again=True,
                    why=message("the name was not found"),
                )
            case ConnectionRefusedError():
                return Failure(
                    message(
                        "Nothing listens at the address of {name}: start the server, or check its port.", name=name
                    ),
                    again=True,
                    why=message("the connection was refused"),
                )
            case _:
                pass
    if "ProxyError" in kinds:
        sentence = message("The proxy refused the connection: check HTTPS_PROXY, or add the server to NO_PROXY.")
        return Failure(sentence, again=False, why="")
    if "ConnectTimeout" in kinds:
        sentence = message(
            "{host} cannot be reached: check the address, your connection and any VPN or firewall.", host=host
        )
        return Failure(sentence, again=True, why=message("no connection in time"))
    if kinds & {"InvalidURL", "UnsupportedProtocol"}:
        return Failure(message("The address of {name} cannot be used: check it.", name=name), again=False, why="")
    if "DecodingError" in kinds:
        return Failure(
            message("The answer of {name} could not be decompressed: try again.", name=name),
            again=True,
            why=message("it was damaged"),
        )
    sentence = message(
        "The connection to {name} was lost: try again, and check the server if it happens again.", name=name
    )
    return Failure(sentence, again=True, why=message("the connection broke off"))


def _certificate(code: int, host: str, ca_file: str) -> Message:
    """The message for a certificate that failed with OpenSSL's `code`."""
    match code:
        case _ if code in _SELF_SIGNED:
            return message(
                "The certificate of {host} is not signed by an authority that this machine trusts: if the "
                "server is your own, {ca_file}; otherwise do not use it.",
                host=host,
                ca_file=ca_file,
            )
        case _ if code == _EXPIRED:
            return message(
                "The certificate of {host} has expired: its operator must renew it, or this machine's clock is wrong.",
                host=host,
            )
        case _ if code == _NOT_YET:
            return message("The certificate of {host} is not valid yet: check this machine's clock.", host=host)
        case _ if code in _OTHER_NAME:
            return message("The certificate is not for {host}: check the address.", host=host)
        case _:
            return message(
                "The certificate of {host} cannot be verified: check the address, or ask its operator.", host=host
            )
