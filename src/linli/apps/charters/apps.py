"""The charters app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChartersConfig(AppConfig):
    """The shelf of models, checking, writing and amending charters."""

    name = "linli.apps.charters"
    label = "charters"
    verbose_name = _("Charters")

    def ready(self) -> None:
        """Say what drafts hold of whose they are, and how they go."""
        from linli.apps.charters.own import FADING, HOLDING
        from linli.apps.community.reads.fading import fading
        from linli.apps.community.reads.holdings import join_account

        join_account(HOLDING)
        fading(FADING)
