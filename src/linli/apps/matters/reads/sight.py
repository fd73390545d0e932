"""What a viewer may see: names, words, files. Decided here and nowhere else, but of closed matters, which have a gate.

Matters, their words and their files are public in their community, to strangers too: what is done in public office is
published. Whose name is shown is the community app's to say. Erased is erased for everybody. How somebody voted is
shown to that person alone, and what an open poll comes to so far to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.community.reads.closed import closed_texts
from linli.apps.matters import words, words_of_entering
from linli.apps.matters.envelope import path_of
from linli.apps.matters.models import File
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import Attachment, FileFound, Saying
from linli.apps.matters.reads.viewer import Viewer
from linli.apps.matters.uploads import ENDINGS, size_text
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import day_shown
from linli.core.engine.community import CLERK
from linli.core.engine.entry import Entered
from linli.core.engine.state import MatterState, Polling


class Sight:
    """The names and words behind some pseudonyms and seals, fetched at once: three queries, however many there are.

    ``closed``: the words of a closed matter, for whoever came to it through its gate.
    """

    def __init__(
        self, community: Any, viewer: Viewer, lens: Lens, *, people: Iterable[str] = (), seals: Iterable[str] = (),
        files: Iterable[File] = (), officers: Iterable[str] = (), closed: bool = False,
    ) -> None:  # fmt: skip
        self.lens = lens
        rows = list(files)
        called = community_reads.called(community, {*people, *(row.person for row in rows)}, viewer.account)
        self._names = {person: one.words for person, one in called.items()}
        self._named = {person for person, one in called.items() if one.named}
        # Who acted in office for somebody is named to her.
        self._officers = community_reads.names_in_office(community, officers)
        behind: Any = closed_texts if closed else community_reads.texts
        self._texts = behind(community, {*seals, *(row.seal for row in rows)})
        self._files: dict[int, list[Attachment]] = {}
        for row in rows:
            self._files.setdefault(row.seq, []).append(self._attachment(row))

    def name(self, person: str) -> str:
        """How somebody is called."""
        return self._names.get(person) or self.lens.say("somebody")

    def is_named(self, person: str) -> bool:
        """Whether somebody is shown by name."""
        return person in self._named

    def who(self, by: Actor) -> str:
        """Somebody with the organ acted for: 王建国（社区居委会）, 一位居民（17 号，居民）."""
        if not by.person:
            return self.lens.say(by.organ) if by.organ in ("clock", CLERK) else self.lens.organ(by.organ)
        if by.organ == CLERK:
            return self._clerk(by.person)
        organ, name = self.lens.organ(by.organ), self.name(by.person)
        if not organ:
            return name
        if self.lens.lang == "zh":
            return f"{name[:-1]}，{organ}）" if name.endswith("）") else f"{name}（{organ}）"
        return f"{name[:-1]}, {organ})" if name.endswith(")") else f"{name} ({organ})"

    def _clerk(self, person: str) -> str:
        """王桂兰（社区工作人员）; whose name is not shown is the clerk, never a number that tells nobody anything."""
        clerk, name = self.lens.say("clerk"), self._officers.get(person, "")
        if not name and person in self._named:
            name = self._names[person]
        if not name:
            return clerk
        return f"{name}（{clerk}）" if self.lens.lang == "zh" else f"{name} ({clerk})"

    def entered(self, hand: Entered | None, on: date | None = None) -> str:
        """Who entered an act for whom it is of, and how she said so; nothing where there was nobody between."""
        if hand is None:
            return ""
        if on is not None:
            day = self.lens.text(day_shown(on))
            return self.lens.say("entered-paper-of", who=self.who(hand.by), day=day)
        return self.lens.say(f"entered-{hand.how}", who=self.who(hand.by))

    def door(self, door: str) -> str:
        """Through which door an act came, as words."""
        return self.lens.text(words_of_entering.DOORS[door]) if door else ""

    def words(self, seal: str) -> Saying:
        """The text behind a seal."""
        if not seal:
            return Saying("")
        row = self._texts.get(seal)
        if row is None or row.erased:
            return Saying(self.lens.say("erased"), erased=True)
        return Saying(row.text)

    def files(self, seq: int) -> tuple[Attachment, ...]:
        """The files of one entry."""
        return tuple(self._files.get(seq, ()))

    def all_files(self) -> tuple[Attachment, ...]:
        """Every file, in the order in which they came."""
        return tuple(one for seq in sorted(self._files) for one in self._files[seq])

    def _attachment(self, row: File) -> Attachment:
        erased = self.words(row.seal).erased
        return Attachment(
            seal=row.seal, title=self.lens.say("erased") if erased else row.name, media_type=row.media_type,
            kind="photo" if row.media_type.startswith("image/") else "file", size=size_text(row.size),
            by=self.name(row.person), at=row.at, erased=erased,
        )  # fmt: skip


def vote_of(lens: Lens, state: MatterState, person: str) -> str:
    """The viewer's own vote in the poll that is running."""
    if not isinstance(state.now, Polling) or not person:
        return ""
    if (marks := state.now.marks.get(person)) is not None:
        return _marks_of(lens, marks, scored=_is_scored(lens, state))
    choice = state.now.votes.get(person)
    if choice is None:
        return ""
    if isinstance(choice, int):
        return lens.say("my-score", choice=choice)
    return lens.say("my-vote", choice=words.CHOICES[choice])


def _is_scored(lens: Lens, state: MatterState) -> bool:
    return getattr(lens.stage(state.procedure, state.stage), "ask", "") == "score"


def _marks_of(lens: Lens, marks: dict[str, int], *, scored: bool) -> str:
    """The viewer's own ballot over items, by their numbers."""
    if not marks:
        return lens.say("my-blank")
    comma = "、" if lens.lang == "zh" else ", "
    numbers = sorted(marks, key=int)
    if not scored:
        return lens.say("my-items", items=comma.join(numbers))
    return lens.say(
        "my-scores", scores=comma.join(lens.say("score-of", n=n, score=marks[n]) for n in numbers)
    )


def turnout(lens: Lens, state: MatterState) -> str:
    """How many have answered an open poll, never how."""
    if not isinstance(state.now, Polling) or state.now.roll is None or state.end is not None:
        return ""
    if state.now.count is not None:
        return lens.say("paper-first")
    answered = len(state.now.votes) + len(state.now.marks)
    return lens.say("turnout", n=answered) if answered else ""


def file(community: Any, viewer: Viewer, seal: str) -> FileFound | None:
    """A file by its seal; None where there is none, or it has been erased."""
    row = File.objects.filter(community=community, seal=seal).first()
    if row is None:
        return None
    text = community_reads.texts(community, [seal]).get(seal)
    path = path_of(row.sha256)
    if text is None or text.erased or not path.is_file() or row.media_type not in ENDINGS:
        return None
    return FileFound(path, row.name, row.media_type)


def kept_files() -> set[str]:
    """The hashes of all files of the installation, by which their bytes lie in the data folder."""
    return set(File.objects.exclude(sha256="").values_list("sha256", flat=True))
