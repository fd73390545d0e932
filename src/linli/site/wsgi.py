"""The door for an HTTP server: `granian --interface wsgi linli.site.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.site.settings")

application = get_wsgi_application()
