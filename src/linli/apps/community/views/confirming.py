"""Before signing in is changed one shows again who one is; who has nothing to show it with is told what to do."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from linli.apps.community import reads

View = Callable[..., HttpResponseBase]


def confirmable(view: View) -> View:
    """The view for who can confirm who she is; a page that says how to come to it for who cannot."""

    @functools.wraps(view)
    def opened(request: HttpRequest, *given: Any, **more: Any) -> HttpResponseBase:
        if request.user.is_anonymous or reads.can_confirm(request.user):
            return view(request, *given, **more)
        url = f"{reverse('account_set_password')}?{urlencode({'next': request.get_full_path()})}"
        return render(request, "account/no_password.html", {"url": url}, status=403)

    return opened
