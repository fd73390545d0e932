"""The letter by which an address is confirmed."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from linli.apps.told import ways
from linli.apps.told.actions.settings import address_of, confirm_link
from linli.apps.told.models import Way
from linli.apps.told.reads.words import LANGS


def ask_to_confirm(pk: int) -> bool:
    """Send it; False where there is nothing to confirm, or it was not taken."""
    way = Way.objects.select_related("reader").filter(pk=pk, kind=Way.Kind.EMAIL, confirmed=False).first()
    if way is None:
        return False
    with translation.override(LANGS[way.reader.lang]):
        subject = _("Linli: confirm this address")
        body = _("Somebody wants to be told by Linli at this address. If it was you, open this link:\n\n%(url)s\n\n"
                 "If not, do nothing: nothing more will come.") % {"url": confirm_link(way)}  # fmt: skip
    try:
        ways.send_mail(address_of(way), subject, body, headers={"Auto-Submitted": "auto-generated"})
    except (ways.NotSent, ways.Uncertain) as error:
        Way.objects.filter(pk=pk).update(last_error=str(error)[:200])
        return False
    return True
