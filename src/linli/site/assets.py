"""Style sheets and scripts, gathered once for an installation that people rely on."""

from django.conf import settings
from django.core.management import call_command


def collect() -> None:
    """Copy every static file, named by its content, into the data directory. Nothing to do in a demonstration."""
    if settings.CONFIG.production:
        call_command("collectstatic", interactive=False, verbosity=0)
