"""The addresses of discussions and of moderation."""

from django.urls import path, register_converter

from linli.apps.talk.views import acting, discussion, moderation, summaries

app_name = "talk"


class Counted:
    """A number counted from one; a year is one too."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(int(value))


register_converter(Counted, "counted")

HERE = "c/<slug:slug>/"
TALK = f"{HERE}matters/<counted:year>/<counted:number>/talk/"

urlpatterns = [
    path(TALK, discussion.page, name="discussion"),
    path(f"{TALK}say/", acting.say, name="say"),
    path(f"{TALK}summary/", summaries.page, name="summary"),
    path(f"{TALK}summary/down/", summaries.down, name="summary-down"),
    path(f"{TALK}<counted:comment>/", discussion.comment, name="comment"),
    path(f"{TALK}<counted:comment>/<slug:verb>/", acting.act, name="act"),
    path(f"{HERE}moderation/", moderation.log, name="log"),
    path(f"{HERE}moderation/waiting/", moderation.waiting, name="waiting"),
]
