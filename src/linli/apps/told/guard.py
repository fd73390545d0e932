"""Requests that people cause go to the public internet only, never into the network in which this machine stands.

The address is looked at where the connection is made, after its name was resolved: a name that first points outside and
then inside, and a redirection, meet the same door.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import ip_address, ip_network
from typing import Any

from urllib3.util import connection

_guarded: ContextVar[bool] = ContextVar("guarded", default=False)
_plain = connection.create_connection
NAT64 = ip_network("64:ff9b::/96")
"""Behind these an IPv4 address is reached, which stands at their end."""


class Inside(OSError):
    """The address is not one of the public internet."""


@contextmanager
def outside_only() -> Iterator[None]:
    """Within it every connection of requests goes outside, or is refused."""
    connection.create_connection = _create_connection
    token = _guarded.set(True)
    try:
        yield
    finally:
        _guarded.reset(token)


def _create_connection(address: tuple[str, int], *args: Any, **more: Any) -> socket.socket:
    if not _guarded.get():
        return _plain(address, *args, **more)
    host, port = address
    refused: Exception = Inside(f"{host} has no address")
    for where in public_addresses(host, port):
        try:
            return _plain((where, port), *args, **more)
        except OSError as error:
            refused = error
    raise refused


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a name. Raises :class:`Inside` where any of them is not public."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)]
    for one in found:
        if not is_public(one):
            raise Inside(f"{host} is not on the public internet")
    return found


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet; what is mapped or tunnelled counts as what is inside it."""
    ip: Any = ip_address(address.partition("%")[0])
    for inner in (getattr(ip, "ipv4_mapped", None), getattr(ip, "sixtofour", None)):
        ip = inner or ip
    if ip in NAT64:
        ip = ip_address(int(ip) & 0xFFFFFFFF)
    if getattr(ip, "teredo", None):
        return False
    return bool(ip.is_global and not ip.is_multicast and not ip.is_reserved)
