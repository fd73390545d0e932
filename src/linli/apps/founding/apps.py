"""The founding app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundingConfig(AppConfig):
    """The way from a place of the official table to a community with people in its organs."""

    name = "linli.apps.founding"
    label = "founding"
    verbose_name = _("Founding")
