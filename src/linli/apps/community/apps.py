"""The community app: the ground floor of the apps."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Places, people, organs and the record."""

    name = "linli.apps.community"
    label = "community"
    verbose_name = "Community"

    def ready(self) -> None:
        """Say what this app holds of people."""
        from linli.apps.community.own import HOLDING
        from linli.apps.community.reads.holdings import join

        join(HOLDING)
