"""How the network failed, in a sentence that says what to do: read from the exception and all that it came from, whose
own words are for programmers and are left out.
"""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

# OpenSSL's numbers, from its x509_vfy.h.
_SELF_SIGNED = {18, 19, 20, 21}
_EXPIRED, _NOT_YET = 10, 9
_OTHER_NAME = {62, 63, 64}  # or number


@dataclass(frozen=True, slots=True)
class Failure:
    """`again`: whether it may pass; `why` in a few words."""

    sentence: str
    again: bool
    why: str


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and all that it came from."""
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


def said_of(error: BaseException, name: str, host: str, *, ca_file: str = "") -> Failure:
    """The failure of a request to the server called `name`. `ca_file`: how a certificate authority of one's own is
    named for it, where that is not as for a chat server."""
    kinds = {kind.__name__ for found in causes(error) for kind in type(found).__mro__}
    for found in causes(error):
        match found:
            case ssl.SSLCertVerificationError():
                return Failure(
                    _certificate(found.verify_code, host, ca_file or f"give its CA file to {name} (--ca-file)"),
                    again=False,
                    why="",
                )
            case ssl.SSLError():
                return Failure(
                    f"No secure connection to {host} could be made: check that its address begins with https rightly, "
                    "and its port.",
                    again=False,
                    why="",
                )
            case socket.gaierror():
                return Failure(
                    f"There is no machine called {host}, or you are offline: check the address and your connection.",
                    again=True,
                    why="the name was not found",
                )
            case ConnectionRefusedError():
                return Failure(
                    f"Nothing listens at the address of {name}: start the server, or check its port.",
                    again=True,
                    why="the connection was refused",
                )
            case _:
                pass
    if "ProxyError" in kinds:
        sentence = "The proxy refused: check HTTPS_PROXY, or put the server into NO_PROXY."
        return Failure(sentence, again=False, why="")
    if "ConnectTimeout" in kinds:
        sentence = f"{host} cannot be reached: check the address, your connection and any VPN or firewall."
        return Failure(sentence, again=True, why="no connection in time")
    if kinds & {"InvalidURL", "UnsupportedProtocol"}:
        return Failure(f"The address of {name} cannot be used: check it.", again=False, why="")
    if "DecodingError" in kinds:
        return Failure(
            f"The answer of {name} is damaged (its compression): try again.", again=True, why="it was damaged"
        )
    sentence = f"The connection to {name} broke off: try again, and look at the server if it goes on."
    return Failure(sentence, again=True, why="the connection broke off")


def _certificate(code: int, host: str, ca_file: str) -> str:
    match code:
        case _ if code in _SELF_SIGNED:
            return (
                f"The certificate of {host} is not signed by anybody this machine trusts: where it is your own, "
                f"{ca_file}; else do not use it."
            )
        case _ if code == _EXPIRED:
            return (
                f"The certificate of {host} has expired: its keeper must renew it (or is this machine's clock wrong?)."
            )
        case _ if code == _NOT_YET:
            return f"The certificate of {host} is not valid yet: look at this machine's clock."
        case _ if code in _OTHER_NAME:
            return f"The certificate is not for {host}: check the address."
        case _:
            return f"The certificate of {host} cannot be checked: check the address, or ask its keeper."
