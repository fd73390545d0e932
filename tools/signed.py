"""Somebody's browser: Django's own, which asks the site without a network."""

from __future__ import annotations

from typing import Any

from django.test import Client

from linli.apps.community.models import Account


def browser(account: Account | None, language: str = "en", **environ: Any) -> Client:
    """In which somebody is signed in, who has not confirmed it lately; None for a stranger's."""
    client = Client(headers={"accept-language": language}, **environ)
    if account is not None:
        client.force_login(account)
    return client
