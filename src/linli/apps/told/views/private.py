"""The private calendar and feed of one's desk: whoever has the address reads it, so it can be made anew."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.told import reads
from linli.apps.told.models import Reader
from linli.apps.told.plain import as_html, plain
from linli.apps.told.reads.words import LANGS


def addresses(reader: Reader, request: HttpRequest) -> dict[str, str]:
    """Where one's own calendar and feed are, as this installation was reached just now."""
    return {
        "calendar": request.build_absolute_uri(reverse("told:desk-calendar", args=[reader.secret])),
        "feed": request.build_absolute_uri(reverse("told:desk-feed", args=[reader.secret])),
    }


def reader_with(secret: str) -> Reader:
    """The reader of a private address; 404 for any other."""
    found = Reader.objects.select_related("account").filter(secret=secret, account__is_active=True).first()
    if found is None:
        raise Http404
    return found


def private(answer: HttpResponse) -> HttpResponse:
    """Nothing between keeps it, and no search engine lists it."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """What waits for the reader with a day, and meetings."""
    data = reads.desk_events(reader_with(secret), request.build_absolute_uri("/").rstrip("/"))
    return private(HttpResponse(data, content_type="text/calendar; charset=utf-8"))


class DeskFeed(Feed[Any, Reader]):
    """What is told to the reader, newest first, and how much waits on the desk."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(super().__call__(request, *args, **kwargs))

    def get_object(self, _request: HttpRequest, secret: str) -> Reader:
        return reader_with(secret)

    def title(self, reader: Reader) -> str:
        with translation.override(LANGS[reader.lang]):
            return _("Linli: what is told to me")

    def link(self, _reader: Reader) -> str:
        return reverse("told:settings")

    def items(self, reader: Reader) -> list[Any]:
        messages = reader.messages.select_related("community", "reader").order_by("-at")[:50]
        found: list[Any] = [
            (one, line) for one in messages for line in reads.lines_of(reader, [one], desk=False)
        ]
        return found

    def item_title(self, item: Any) -> str:
        reader: Reader = item[0].reader
        with translation.override(LANGS[reader.lang]):
            return plain(str(item[1].placed))

    def author_name(self, _reader: Reader) -> str:
        return "Linli"

    def item_description(self, item: Any) -> str:
        return as_html(self.item_title(item))

    def item_link(self, item: Any) -> str:
        return str(item[1].path)

    def item_guid(self, item: Any) -> str:
        return f"urn:linli:{item[0].kind}-{item[0].community_id}-{item[0].chain}-{item[0].seq}"

    def item_updateddate(self, item: Any) -> datetime:
        at: datetime = item[0].at
        return at.astimezone(UTC)
