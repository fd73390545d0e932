"""The addresses of being told."""

from django.urls import path
from django.views.decorators.http import require_safe

from linli.apps.told.views import private, public, settings

app_name = "told"

ACCOUNT = "account/notifications/"
SECTION = "c/<slug:slug>/disclosures/sections/<slug:section>/"
MINE = "told/<str:secret>/"

urlpatterns = [
    path(ACCOUNT, settings.page, name="settings"),
    path(f"{ACCOUNT}ways/", settings.add, name="add"),
    path(f"{ACCOUNT}ways/<int:pk>/<slug:verb>/", settings.change, name="change"),
    path(f"{ACCOUNT}renew/", settings.renew, name="renew"),
    path("told/confirm/<str:token>/", settings.confirm, name="confirm"),
    path("told/off/<str:token>/", settings.off, name="off"),
    path(f"{MINE}desk.ics", private.calendar, name="desk-calendar"),
    path(f"{MINE}desk.xml", require_safe(private.DeskFeed()), name="desk-feed"),
    path("c/<slug:slug>/calendar.ics", public.calendar, name="calendar"),
    path("c/<slug:slug>/feed.xml", require_safe(public.Published()), name="feed"),
    path(f"{SECTION}feed.xml", require_safe(public.Published()), name="section-feed"),
]
