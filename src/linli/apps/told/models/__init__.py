"""Who wants to be told what, in which way; what waits to be told, and what was sent."""

from linli.apps.told.models.reader import Choice, Reader, Way
from linli.apps.told.models.sending import Cursor, Message, Sending

__all__ = ["Choice", "Cursor", "Message", "Reader", "Sending", "Way"]
