"""Files that somebody attached, handed out after the gate."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.views.visit import visit

IMAGES = frozenset(["image/jpeg", "image/png", "image/webp"])


@require_safe
def serve(request: HttpRequest, slug: str, seal: str) -> HttpResponseBase:
    """One file; pictures are shown, everything else is saved, nothing is run."""
    here = visit(request, slug)
    found = reads.file(here.community, here.viewer, seal)
    if found is None:
        raise Http404
    kept = found.media_type not in IMAGES
    answer = FileResponse(
        found.path.open("rb"), as_attachment=kept, filename=found.name, content_type=found.media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
