"""The record to take away."""

from __future__ import annotations

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from linli.apps.matters import actions
from linli.apps.matters.views.visit import visit


@require_safe
def download(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The archive up to a checkpoint made now, line by line: memory does not grow with its length."""
    here = visit(request, slug)
    headers = {
        "Content-Disposition": f'attachment; filename="{slug}.linli"',
        "X-Content-Type-Options": "nosniff",
    }
    lines = actions.record_export(here.community)
    return StreamingHttpResponse(lines, content_type="application/x-ndjson", headers=headers)
