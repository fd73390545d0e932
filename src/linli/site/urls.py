"""The addresses. Each app brings its own; the site adds language, reading preferences and nothing else."""

from django.urls import include, path

from linli.site import views

urlpatterns = [
    path("preferences/", views.set_preferences, name="preferences"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("linli.apps.community.urls")),
    path("", include("linli.apps.matters.urls")),
    path("", include("linli.apps.charters.urls")),
]
