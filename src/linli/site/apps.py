"""The site as a Django app, so that its templates, static files and words are found."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The shell around every page."""

    name = "linli.site"
    label = "site"
    verbose_name = "Linli"
