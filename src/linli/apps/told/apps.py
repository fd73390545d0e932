"""The app that tells people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToldConfig(AppConfig):
    """Digests, urgent words, calendars, feeds."""

    name = "linli.apps.told"
    label = "told"
    verbose_name = _("Being told")

    def ready(self) -> None:
        """Say what this app holds of people."""
        from linli.apps.community.reads.fading import fading
        from linli.apps.community.reads.holdings import join, join_account
        from linli.apps.community.reads.sealed import join as sealed
        from linli.apps.told.own import ACCOUNT, FADING, HOLDING
        from linli.apps.told.resealed import SEALED

        join(HOLDING)
        join_account(ACCOUNT)
        fading(FADING)
        sealed(*SEALED)
