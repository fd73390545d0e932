"""The charters app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChartersConfig(AppConfig):
    """The shelf of models, checking, writing and amending charters."""

    name = "linli.apps.charters"
    label = "charters"
    verbose_name = _("Charters")
