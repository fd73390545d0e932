"""The addresses of the pages about charters."""

from django.urls import path

from linli.apps.charters.views import charter, check, compare, edit, gallery, history, language, model, story

app_name = "charters"

MODEL = "models/<slug:name>/"
HERE = "c/<slug:slug>/charter/"

urlpatterns = [
    path("models/", gallery.page, name="models"),
    path("models/compare/", compare.page, name="compare"),
    path("models/language/", language.page, name="language"),
    path(MODEL, model.page, name="model"),
    path(f"{MODEL}aloud/", model.aloud, name="model-aloud"),
    path(f"{MODEL}power/", model.power, name="model-power"),
    path(f"{MODEL}file/", model.file, name="model-file"),
    path(f"{MODEL}charter.yaml", model.raw, name="model-raw"),
    path(f"{MODEL}stories/", story.listing, name="stories"),
    path(f"{MODEL}stories/<slug:scenario>/<int:number>/", story.page, name="story"),
    path(f"{MODEL}edit/", edit.begin, name="model-edit"),
    path(f"{MODEL}edit/live/", edit.begin_live, name="model-edit-live"),
    path("check/", check.page, name="check"),
    path("check/json/", check.as_json, name="check-json"),
    path("check/findings/", check.every_code, name="codes"),
    path("check/findings/<slug:code>/", check.code, name="code"),
    path(HERE, charter.aloud, name="charter"),
    path(f"{HERE}file/", charter.file, name="charter-file"),
    path(f"{HERE}charter.yaml", charter.raw, name="charter-raw"),
    path(f"{HERE}history/", history.page, name="history"),
    path(f"{HERE}edit/", edit.amend, name="charter-edit"),
    path(f"{HERE}edit/live/", edit.amend_live, name="charter-edit-live"),
]
