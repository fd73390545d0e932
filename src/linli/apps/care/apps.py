"""The app of personal data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """What is held of people, for what, how long; their own copy and its erasure."""

    name = "linli.apps.care"
    label = "care"
    verbose_name = _("Personal data")

    def ready(self) -> None:
        """Say what is held of requests, and put those that wait on desks."""
        from linli.apps.care.own import FADING, HOLDING, OWN_FADING
        from linli.apps.care.reads import errands, of_clerk
        from linli.apps.care.words import SEALED
        from linli.apps.community.reads import put_before_clerks, put_on_desks
        from linli.apps.community.reads.fading import fading
        from linli.apps.community.reads.holdings import join
        from linli.apps.community.reads.sealed import join as sealed

        join(HOLDING)
        fading(FADING)
        fading(OWN_FADING)
        sealed(*SEALED)
        put_on_desks(errands)
        put_before_clerks(of_clerk)
