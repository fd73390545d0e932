"""What can be done about personal data: asking for erasure, deciding on it, removing what is past its period."""

from linli.apps.care.actions.accounts import erase_own, of_account
from linli.apps.care.actions.again import again, unknown, write_down
from linli.apps.care.actions.erasures import NotNow, NotTaken, ask, decide, read, withdraw
from linli.apps.care.actions.retention import Due, due, fade

__all__ = [
    "Due", "NotNow", "NotTaken", "again", "ask", "decide", "due", "erase_own", "fade", "of_account", "read", "unknown",
    "withdraw", "write_down",
]  # fmt: skip
