"""The addresses of personal data."""

from django.urls import path

from linli.apps.care.views import copies

app_name = "care"

urlpatterns = [
    path("c/<slug:slug>/my-data/", copies.mine, name="mine"),
    path("c/<slug:slug>/my-data/copy/", copies.own, name="copy"),
    path("c/<slug:slug>/registers/residents/<int:number>/copy/", copies.of_person, name="copy-of"),
]
