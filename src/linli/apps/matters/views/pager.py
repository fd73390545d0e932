"""Pages of a list."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(request: HttpRequest) -> int:
    """The page asked for in the address, counted from 1; 1 for anything else."""
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def pager(page: int, pages: int) -> Page[int] | None:
    """What the pagination component asks for; None where there is one page only."""
    return Paginator(range(pages), 1).page(min(page, pages)) if pages > 1 else None
