"""Text of which only the characters count."""

from __future__ import annotations

from typing import Any

from django.db import models


class BytewiseField(models.CharField):  # type: ignore[type-arg]  # at run time Django's field takes no parameter
    """Text that is compared character by character on every store, so that what begins alike lies together.

    What programs make, such as pseudonyms, is so too: a store that orders by a language's rules asks them for every
    comparison, which takes longer than all else an index does.
    """

    def db_parameters(self, connection: Any) -> Any:
        """As for other text, with the plain collation where the store would order by a language's own."""
        found = super().db_parameters(connection)
        return {**found, "collation": "C" if connection.vendor == "postgresql" else None}
