"""Where this installation is reached, for links in messages that nobody's request caused."""

from django.conf import settings


def base_url() -> str:
    """The address of the installation, without a slash at its end."""
    return str(settings.SITE_URL).rstrip("/")
