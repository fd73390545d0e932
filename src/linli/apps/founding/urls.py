"""The addresses of founding."""

from django.urls import path

from linli.apps.founding.views import live, model, people, place, start

app_name = "founding"

urlpatterns = [
    path("found/", start.page, name="start"),
    path("found/<int:number>/", live.page, name="live"),
    path("found/<int:number>/place/", place.page, name="place"),
    path("found/<int:number>/model/", model.page, name="model"),
    path("found/<int:number>/people/", people.page, name="people"),
]
