"""The addresses of signing in with WeChat."""

from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns

from linli.apps.community.wechat.provider import WeChat

urlpatterns = default_urlpatterns(WeChat)
