"""The community app: the ground floor of the apps."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Places, people, organs and the record."""

    name = "linli.apps.community"
    label = "community"
    verbose_name = "Community"
