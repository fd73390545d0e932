"""The door for an HTTP server: `granian --interface wsgi linli.site.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.site.settings")

application = get_wsgi_application()


def _agree() -> None:
    """Hold the keys as long as this process serves, and see that they are those of the database."""
    from django.conf import settings

    from linli.apps.community.actions import resealing

    if settings.CONFIG.data_dir is not None:
        resealing.agree(settings.CONFIG.data_dir)


_agree()
