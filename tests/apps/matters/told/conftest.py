"""Being told: what these tests share lies beside them, and e-mail goes into a box of the test."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def by_mail(settings: Any) -> None:
    """E-mail goes into a box of the test."""
    settings.MAIL_READY, settings.SITE_URL = True, "https://linli.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
