"""The matters app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    """Matters, sittings, desks, notices."""

    name = "linli.apps.matters"
    label = "matters"
    verbose_name = _("Matters")

    def ready(self) -> None:
        """Say what this app holds of people; put on desks minutes to be signed, corrections, what people contest."""
        from linli.apps.community.reads import put_before_clerks, put_on_desks
        from linli.apps.community.reads.fading import fading
        from linli.apps.community.reads.holdings import join
        from linli.apps.community.reads.mending import let
        from linli.apps.community.reads.sealed import join as sealed
        from linli.apps.matters.actions.mending import AsMatters
        from linli.apps.matters.fading import FADING
        from linli.apps.matters.own import HOLDING
        from linli.apps.matters.reads import contests, corrected, mending, unsigned
        from linli.apps.matters.resealed import SEALED

        let(AsMatters())
        join(HOLDING)
        fading(FADING)
        sealed(*SEALED)
        for one in (unsigned.errands, contests.errands, mending.errands, corrected.answers):
            put_on_desks(one)
        for two in (contests.of_clerk, mending.of_clerk, corrected.answers_of_clerk):
            put_before_clerks(two)
