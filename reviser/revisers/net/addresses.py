"""Checks the addresses of servers. No key may be sent where others can read it."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from reviser.messages import message
from reviser.revisers.net.wire import Server, ServerError


def is_loopback(host: str) -> bool:
    """Whether a host name or an IP address is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def no_address(server: Server) -> ServerError:
    """The error for an address that cannot be parsed."""
    return ServerError(
        message("The address of {server} is not valid: it must look like https://host:port/v1.", server=server.name)
    )


def check_address(server: Server) -> None:
    """Raise ServerError if requests must not, or cannot, be sent to the server's address."""
    try:
        parts = urlsplit(server.address)
        host, has_user = parts.hostname or "", parts.username is not None or parts.password is not None
        valid = parts.scheme in {"http", "https"} and bool(host) and parts.port != 0
    except ValueError:
        valid, host, has_user = False, "", False
    if not valid:
        raise no_address(server)
    if has_user:
        raise ServerError(
            message(
                "The address of {server} contains a user or password: store it as the server's key instead.",
                server=server.name,
            )
        )
    if server.address.lower().startswith("http:") and not is_loopback(host) and not server.plain_http:
        raise ServerError(message("{host} is another machine, and http is not encrypted: use https.", host=host))
