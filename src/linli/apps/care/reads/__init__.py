"""The only way to fetch what this app keeps; the gates are inside."""

from linli.apps.care.reads.deciding import may_decide
from linli.apps.care.reads.faded import faded
from linli.apps.care.reads.requests import (
    RequestShown,
    errands,
    of_clerk,
    own_requests,
    requests,
    shown,
    to_decide,
    waiting,
)

__all__ = [
    "RequestShown",
    "errands",
    "faded",
    "may_decide",
    "of_clerk",
    "own_requests",
    "requests",
    "shown",
    "to_decide",
    "waiting",
]
