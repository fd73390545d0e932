"""How often an ordinary resident votes under a charter: by terms and periods where it sets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from linli.core.charter.explain import terms
from linli.core.charter.explain.voice import Voice
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter, Organ, Procedure
from linli.core.charter.powers import Powers, powers
from linli.core.charter.stages import Poll
from linli.core.charter.terms import Duration, Every
from linli.core.charter.text import Lang, Text

_A_YEAR: dict[str, Fraction] = {
    "days": Fraction(365), "weeks": Fraction(52), "months": Fraction(12), "years": Fraction(1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing on which residents vote; ``a_year`` is None where the charter sets no period."""

    key: str
    says: Text
    a_year: Fraction | None


def occasions(loaded: Loaded) -> tuple[Occasion, ...]:
    """Everything on which an ordinary resident votes: choosing organs, then measures and procedures."""
    seen = _Seen(loaded, powers(loaded.charter))
    return (*seen.choosing(), *seen.measuring(), *seen.deciding())


def a_year(found: tuple[Occasion, ...]) -> Text | None:
    """How often a year the occasions with a period come together; None where none has one."""
    times = sum((one.a_year for one in found if one.a_year), Fraction(0))
    if not times:
        return None
    many, years = times.numerator, times.denominator
    zh = f"定期的合起来，平均{'每年' if years == 1 else f'每 {years} 年'} {many} 次"
    en = f"{many} {'time' if many == 1 else 'times'} {'a year' if years == 1 else f'every {years} years'}"
    return Text(zh=zh, en=f"at set times, on average {en}")


@dataclass(frozen=True)
class _Seen:
    loaded: Loaded
    known: Powers

    @property
    def charter(self) -> Charter:
        return self.loaded.charter

    def choosing(self) -> Iterator[Occasion]:
        """Organs whose seats residents fill."""
        for name, organ in self.charter.organs.items():
            if any(self.known.residents(one) for one in self._fillers(organ)):
                space = " " if organ.title.zh[:1].isascii() else ""
                title = Text(
                    zh=f"选{space}{organ.title.zh}", en=f"choosing {self._voice('en').the(organ.title.en)}"
                )
                yield self._timed(name, title, organ.term)

    def _fillers(self, organ: Organ) -> Iterator[str]:
        named = (organ.elected_by, organ.chosen_by, *(
            name for one in organ.classes.values() if one.by for name in one.by.organs
        ))  # fmt: skip
        return (name for name in named if name in self.charter.organs)

    def measuring(self) -> Iterator[Occasion]:
        """What residents are asked at each period."""
        for name, measure in self.charter.measures.items():
            if measure.every and measure.by and any(self._own(one) for one in measure.by.organs):
                title = Text(zh=f"评「{measure.title.zh}」", en=f"judging “{measure.title.en}”")
                yield self._timed(name, title, measure.every)

    def deciding(self) -> Iterator[Occasion]:
        """Procedures in which residents vote, but for those that fill the seats that have been named."""
        chosen = {one.key for one in self.choosing()}
        for name, procedure in self.charter.procedures.items():
            if self._polls(procedure) and not self._seats(procedure) & chosen:
                title = Text(zh=f"「{procedure.title.zh}」", en=f"“{procedure.title.en}”")
                yield (
                    self._timed(name, title, self._opened(name))
                    if self._opened(name)
                    else _when(name, procedure)
                )

    def _own(self, organ: str) -> bool:
        return organ in self.charter.organs and self.known.residents(organ)

    def _polls(self, procedure: Procedure) -> bool:
        return any(
            isinstance(stage, Poll)
            and stage.by is not None
            and any(who.kind == "organ" and self._own(who.name) for who in stage.by.any_of)
            for stage in procedure.stages.values()
        )

    def _seats(self, procedure: Procedure) -> set[str]:
        return {deed.organ for deed in procedure.deeds if deed.do == "seat"}

    def _opened(self, name: str) -> Every | None:
        """How often another procedure opens this one."""
        deeds = (deed for procedure in self.charter.procedures.values() for deed in procedure.deeds)
        return next((deed.every for deed in deeds if deed.do == "open" and deed.procedure == name), None)

    def _timed(self, key: str, title: Text, often: Every | Duration | None) -> Occasion:
        if often is None:
            return Occasion(
                key, Text(zh=f"{title.zh}，多久一次没有写", en=f"{title.en}, how often is not said"), None
            )
        if isinstance(often, Duration) and often.unit not in ("years", "months"):
            return Occasion(
                key, Text(zh=f"{title.zh}，每逢要用的时候", en=f"{title.en}, whenever it is needed"), None
            )
        period = often if isinstance(often, Every) else Every(often)
        zh, en = (terms.every(period, self._voice(lang)) for lang in ("zh", "en"))
        unit = _A_YEAR.get(period.length.unit)
        return Occasion(
            key, Text(zh=f"{title.zh}，{zh}一次", en=f"{title.en}, {en}"), unit and unit / period.length.count
        )

    def _voice(self, lang: Lang) -> Voice:
        return Voice(self.charter, lang, {one.slug: one.charter for one in self.loaded.closure[1:]})


def _when(name: str, procedure: Procedure) -> Occasion:
    kinds = tuple(procedure.decides.values())
    zh, en = "、".join(one.zh for one in kinds), ", ".join(one.en for one in kinds)
    return Occasion(
        name,
        Text(
            zh=f"「{procedure.title.zh}」，每逢有事要办（{zh}）",
            en=f"“{procedure.title.en}”, whenever such a matter comes ({en})",
        ),
        None,
    )
