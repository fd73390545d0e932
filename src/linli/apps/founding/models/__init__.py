"""What the founding app keeps: what is prepared, until it is founded."""

from linli.apps.founding.models.draft import Draft

__all__ = ["Draft"]
