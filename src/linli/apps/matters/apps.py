"""The matters app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    """Matters, sittings, desks, notices."""

    name = "linli.apps.matters"
    label = "matters"
    verbose_name = _("Matters")

    def ready(self) -> None:
        """Say what this app holds of people."""
        from linli.apps.community.reads.holdings import join
        from linli.apps.matters.own import HOLDING

        join(HOLDING)
