"""The way to WeChat and back."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.weixin.client import WeixinOAuth2Client
from allauth.socialaccount.providers.weixin.views import WeixinOAuth2Adapter
from django.http import HttpRequest


class WeChatClient(WeixinOAuth2Client):  # type: ignore[misc]  # allauth is not typed
    """Ends the address as WeChat wants it: without this an official account's page does not open in the app."""

    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: Any) -> str:
        """Where the reader is sent."""
        return f"{super().get_redirect_url(authorization_url, scope, extra_params)}#wechat_redirect"


class Adapter(WeixinOAuth2Adapter):  # type: ignore[misc]  # allauth is not typed
    """Reads what WeChat answers: UTF-8 whatever its head says, and failures (``errcode``) that look like success."""

    client_class = WeChatClient

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Who signed in there. Raises OAuth2Error."""
        asked = {"access_token": token.token, "openid": kwargs.get("response", {}).get("openid")}
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, params=asked)
            answer.raise_for_status()
            answer.encoding = "utf-8"
            found = answer.json()
        if not isinstance(found, dict) or not found.get("openid"):
            raise OAuth2Error(f"WeChat does not say who it is: {str(found)[:200]}")
        return self.get_provider().sociallogin_from_response(request, found)


oauth2_login = OAuth2LoginView.adapter_view(Adapter)
oauth2_callback = OAuth2CallbackView.adapter_view(Adapter)
