"""The app of personal data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """What is held of people, for what, how long; their own copy and its erasure."""

    name = "linli.apps.care"
    label = "care"
    verbose_name = _("Personal data")
