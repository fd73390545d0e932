"""A charter as drawings: how a procedure goes, how the organs come about, and a small shape for the gallery.

Pure functions from the frozen model to SVG: the same charter gives the same bytes. There is no style in them and no
script; what is drawn has class names (``diagram-…``) and ``currentColor``, and looks plain without a style sheet.
"""

from linli.core.charter.draw import bodies, place, steps, svg
from linli.core.charter.draw.tiny import tiny
from linli.core.charter.explain.voice import Bases, Voice
from linli.core.charter.model import Charter
from linli.core.charter.text import Lang

__all__ = ["organs", "procedure", "tiny"]


def procedure(charter: Charter, slug: str, lang: Lang, *, base: str = "", bases: Bases | None = None) -> str:
    """A procedure from its first stage to its ends. Every stage is a link to ``base#procedures.SLUG.stages.STAGE``.

    ``bases`` are the charters that this one stands on, for their titles. Raises KeyError for an unknown procedure.
    """
    picture = steps.picture(slug, Voice(charter, lang, bases or {}), base)
    return svg.svg(picture, place.plan(picture.nodes))


def organs(charter: Charter, lang: Lang, *, base: str = "", bases: Bases | None = None) -> str:
    """The organs, who brings each about and how they stand to each other; each is a link to ``base#organs.ORGAN``."""
    picture = bodies.picture(Voice(charter, lang, bases or {}), base)
    return svg.svg(picture, place.plan(picture.nodes))
