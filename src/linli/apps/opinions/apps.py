"""The app of opinion maps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpinionsConfig(AppConfig):
    """Agree, disagree, pass; and a picture of where opinion stands."""

    name = "linli.apps.opinions"
    label = "opinions"
    verbose_name = _("Opinion maps")

    def ready(self) -> None:
        """Say beside a matter that it has an opinion map."""
        from linli.apps.community.reads.holdings import join
        from linli.apps.community.reads.sealed import join as sealed
        from linli.apps.matters.reads import BESIDE
        from linli.apps.opinions.own import HOLDING
        from linli.apps.opinions.resealed import SEALED
        from linli.apps.opinions.views.beside import card

        if card not in BESIDE:
            BESIDE.append(card)
        join(HOLDING)
        sealed(*SEALED)
