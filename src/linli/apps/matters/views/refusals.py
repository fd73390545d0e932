"""Refusals as panels: what was not possible, which clause says so, what is possible instead."""

from __future__ import annotations

from linli.apps.community import reads as community_reads
from linli.apps.matters.reads.deeds import told
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.views import shown
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit
from linli.core.engine.refusal import Refusal


def panel(here: Visit, refusal: Refusal, *, charter: str = "", kept: bool = False) -> Shown:
    """The refusal in the reader's words, by the charter version ``charter`` (else the one in force)."""
    force = community_reads.in_force(charter or here.community.charter_hash)
    why = told(Lens(force, here.lang, here.community.zone), refusal)
    return shown.why(why, here.links, charter, kept=kept)
