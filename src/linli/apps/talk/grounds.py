"""Why comments are hidden, in words."""

from typing import Final, get_args

from django.utils.translation import gettext_lazy as _

from linli.core.engine.moderation import Ground

GROUNDS: Final[tuple[str, ...]] = get_args(Ground)
TITLES: Final = {
    "private": _("It gives away somebody's private affairs"),
    "insult": _("It insults or threatens somebody"),
    "unlawful": _("It breaks the law"),
    "advert": _("It advertises something"),
    "repeated": _("It is posted again and again"),
}
