"""What can be done about personal data: asking for erasure, taking that back, deciding on it."""

from linli.apps.care.actions.erasures import NotNow, NotTaken, ask, decide, read, withdraw

__all__ = ["NotNow", "NotTaken", "ask", "decide", "read", "withdraw"]
