"""The kinds of news, and how each reaches people who have said nothing."""

from __future__ import annotations

from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

Mode = Literal["now", "digest", "off"]
KINDS: Final = (
    "vote", "meeting", "mine", "corrected", "entered", "contested", "answered", "building", "notice", "reply", "hidden",
    "appeal",
    "desk",
)  # fmt: skip
OF_TALK: Final = ("reply", "hidden", "appeal")
"""Those that come from discussions."""
OF_ENTERING: Final = ("entered", "contested", "answered")
"""Those that come from what one enters for another."""
OF_CORRECTIONS: Final = "corrected"
"""That one's own request for a correction is answered."""
USUAL: Final[dict[str, Mode]] = {
    "vote": "now",
    "meeting": "now",
    "mine": "digest",
    "corrected": "now",
    "entered": "now",
    "contested": "now",
    "answered": "now",
    "building": "digest",
    "notice": "digest",
    "reply": "digest",
    "hidden": "now",
    "appeal": "now",
    "desk": "digest",
}
TITLES: Final = {
    "vote": _("A vote in which you have a say is opened"),
    "meeting": _("A meeting of a body that you belong to is called"),
    "mine": _("Something happens in a matter that you put"),
    "corrected": _("What you asked to be corrected in the registers is answered"),
    "entered": _("Something is entered for you by somebody else"),
    "contested": _("What you entered for somebody is contested"),
    "answered": _("What was contested is answered, of what was entered for you or by you"),
    "building": _("Something is published or goes on that concerns the building where you live"),
    "notice": _("Something is published"),
    "reply": _("Somebody replies to you in a discussion"),
    "hidden": _("A comment of yours is hidden"),
    "appeal": _("An appeal of yours is decided"),
    "desk": _("What waits on your desk"),
}
MODES: Final = {"now": _("At once"), "digest": _("In the daily digest"), "off": _("Not at all")}
AT_ONCE: Final = ("vote", "meeting", "mine", OF_CORRECTIONS, *OF_ENTERING, "building", "notice", *OF_TALK)
"""The kinds that can come at once; a desk is counted once a day."""
