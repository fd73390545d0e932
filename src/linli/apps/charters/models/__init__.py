"""What the charters app keeps: drafts, and nothing else."""

from linli.apps.charters.models.draft import Draft

__all__ = ["Draft"]
