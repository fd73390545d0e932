"""WeChat as django-allauth's registry knows it."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.weixin.provider import WeixinProvider
from django.utils.translation import gettext as _

from linli.apps.community.wechat.views import Adapter


class WeChat(WeixinProvider):  # type: ignore[misc]  # allauth is not typed
    """Keeps nothing of what WeChat tells about somebody but whose account it is and the nickname."""

    oauth2_adapter_class = Adapter
    package = "linli.apps.community.wechat"

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return _("WeChat")

    def extract_extra_data(self, data: Any) -> dict[str, str]:
        """What is kept: sex, town and picture are nobody's business here."""
        return {"nickname": str(data.get("nickname", ""))[:60]}


provider_classes = [WeChat]
