"""The addresses. Each app brings its own; the site adds language, reading preferences and nothing else."""

from django.urls import include, path

from linli.site import views
from linli.site.api import views as interface
from linli.site.api.build import api

urlpatterns = [
    path("preferences/", views.set_preferences, name="preferences"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", interface.page, name="api"),
    path("api/v1/openapi.json", interface.document, name="openapi"),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", interface.nothing, name="api-nothing"),
    path("", include("linli.apps.community.entrance")),
    path("", include("linli.apps.community.urls")),
    path("", include("linli.apps.matters.urls")),
    path("", include("linli.apps.talk.urls")),
    path("", include("linli.apps.charters.urls")),
    path("", include("linli.apps.told.urls")),
    path("", include("linli.apps.founding.urls")),
    path("", include("linli.apps.opinions.urls")),
    path("", include("linli.apps.care.urls")),
]
