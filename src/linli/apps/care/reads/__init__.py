"""The only way to fetch what this app keeps; the gates are inside."""

from linli.apps.care.reads.faded import faded
from linli.apps.care.reads.requests import (
    RequestShown,
    errands,
    own_requests,
    request_numbered,
    requests,
    shown,
    waiting,
)

__all__ = [
    "RequestShown",
    "errands",
    "faded",
    "own_requests",
    "request_numbered",
    "requests",
    "shown",
    "waiting",
]
