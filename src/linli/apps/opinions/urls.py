"""The addresses of opinion maps."""

from django.urls import path

from linli.apps.opinions.views import keeping, pages, saying

app_name = "opinions"

MAP = "c/<slug:slug>/matters/<year:year>/<number:number>/opinions/"

urlpatterns = [
    path(MAP, pages.page, name="map"),
    path(f"{MAP}opinions.csv", pages.table, name="table"),
    path(f"{MAP}new/", keeping.begin, name="open"),
    path(f"{MAP}closing/", keeping.closing, name="closing"),
    path(f"{MAP}statements/<number:statement>/<slug:verb>/", keeping.statement, name="statement"),
    path(f"{MAP}say/", saying.page, name="say"),
    path(f"{MAP}say/react/", saying.react, name="react"),
    path(f"{MAP}say/add/", saying.add, name="add"),
]
