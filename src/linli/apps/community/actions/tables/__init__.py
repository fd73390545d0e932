"""Registers brought in as tables: checked, mended, previewed, entered all or nothing, taken back."""

from linli.apps.community.actions.tables.deeds import (
    NotNow,
    bring_table,
    drop_table,
    go_on,
    mend_rows,
    note_look,
    stop_table,
    swap_words,
    unswap,
)
from linli.apps.community.actions.tables.work import waiting, work_table

__all__ = [
    "NotNow",
    "bring_table",
    "drop_table",
    "go_on",
    "mend_rows",
    "note_look",
    "stop_table",
    "swap_words",
    "unswap",
    "waiting",
    "work_table",
]
