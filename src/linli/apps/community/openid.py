"""OpenID Connect as django-allauth's registry knows it."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

from linli.apps.community.reads.asking import lang

KEPT = ("sub", "name")


class OpenID(OpenIDConnectProvider):  # type: ignore[misc]  # allauth is not typed
    """Asks for no more than who it is, and keeps no more than that and the name by which one tells the account."""

    package = OpenIDConnectProvider.__module__.rpartition(".")[0]

    @property
    def name(self) -> str:
        """What the service is called in the reader's language."""
        known = self.app.settings
        return str(known.get(f"name_{lang()}") or self.app.name)

    @name.setter
    def name(self, _value: str) -> None:
        """The library sets it once for all readers; it is looked up for each."""

    def get_default_scope(self) -> list[str]:
        """Without the address of e-mail, which nothing here uses."""
        return ["openid", "profile"]

    def extract_uid(self, data: Any) -> str:
        """Whose account it is. Raises OAuth2Error where the two parts of the answer name two people."""
        named = {str(part["sub"]) for part in data.values() if isinstance(part, dict) and "sub" in part}
        if len(named) > 1:
            raise OAuth2Error("the token and the person's data name two people")
        return str(super().extract_uid(data))

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        """What is kept."""
        return {
            part: {key: str(said[key])[:60] for key in KEPT if key in said}
            for part, said in data.items()
            if isinstance(said, dict)
        }


provider_classes = [OpenID]
