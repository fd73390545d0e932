"""The matters app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    """Matters, sittings, desks, notices."""

    name = "linli.apps.matters"
    label = "matters"
    verbose_name = _("Matters")
