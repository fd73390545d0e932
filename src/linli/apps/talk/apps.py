"""The app of discussions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalkConfig(AppConfig):
    """What people say to a matter, and what is done about it."""

    name = "linli.apps.talk"
    label = "talk"
    verbose_name = _("Discussion")

    def ready(self) -> None:
        """Put the discussion beside a matter, on desks what waits for moderators; say what is held of people."""
        from linli.apps.community.reads import put_on_desks
        from linli.apps.community.reads.fading import fading
        from linli.apps.community.reads.holdings import join
        from linli.apps.matters.reads import PARTS
        from linli.apps.talk.own import FADING, HOLDING
        from linli.apps.talk.reads import errands
        from linli.apps.talk.views.beside import part

        if part not in PARTS:
            PARTS.append(part)
        put_on_desks(errands)
        join(HOLDING)
        fading(FADING)
