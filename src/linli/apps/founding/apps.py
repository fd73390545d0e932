"""The founding app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundingConfig(AppConfig):
    """The way from a place of the official table to a community with people in its organs."""

    name = "linli.apps.founding"
    label = "founding"
    verbose_name = _("Founding")

    def ready(self) -> None:
        """Say what drafts hold of whose they are, and how they go."""
        from linli.apps.community.reads.fading import fading
        from linli.apps.community.reads.holdings import join_account
        from linli.apps.founding.own import FADING, HOLDING

        join_account(HOLDING)
        fading(FADING)
