"""What can be done about personal data: asking for erasure, deciding on it, removing what is past its period."""

from linli.apps.care.actions.again import again, unknown, write_down
from linli.apps.care.actions.erasures import NotNow, NotTaken, ask, decide, read, withdraw
from linli.apps.care.actions.retention import Due, due, fade

__all__ = [
    "Due", "NotNow", "NotTaken", "again", "ask", "decide", "due", "fade", "read", "unknown", "withdraw", "write_down",
]  # fmt: skip
