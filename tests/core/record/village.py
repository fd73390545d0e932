"""A small community recorded in memory by the real engine, and what a forger might make of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec

from linli import charters
from linli.core.charter.load import Loaded
from linli.core.engine import acts as a
from linli.core.engine.entry import GENESIS, Entry, hash_of, seal
from linli.core.engine.force import in_force
from linli.core.engine.merkle import Frontier
from linli.core.engine.roster import Adopt, Cover, Depart, Enrol, Found, LeaveSeat, Newcomer, TakeSeat
from linli.core.engine.sitting import Attend, Call, EndSitting, Leave
from linli.core.lab.play import play
from linli.core.lab.scenario import read_scenarios
from linli.core.lab.town import Town
from linli.core.record.archive import (
    CharterLine,
    EntryLine,
    Head,
    Item,
    TextLine,
    closure_of,
    write_archive,
)
from linli.core.record.checkpoint import Checkpoint, change_key, checkpoint, first_key
from linli.core.record.texts import Opened, card_of, open_text, seals_of

PRIVATE = bytes(range(32))
SUCCESSOR = bytes(range(32, 64))
CHINA = timezone(timedelta(hours=8))
PLACE = "610103001000"
NOWHERE = "000000000000"
SLUG = "dongguan"
BEGIN = datetime(2026, 3, 1, 16, tzinfo=UTC)


@dataclass(repr=False)
class Record:
    """Everything an archive is made of, before it is written."""

    entries: list[Entry]
    texts: dict[str, Opened]
    checkpoints: dict[int, datetime]
    """After how many entries, and when."""
    charters: list[CharterLine]
    changes: dict[int, bytes] = field(default_factory=dict)
    """After how many entries a new key is taken into use."""
    slug: str = SLUG

    def items(self) -> Iterator[Item]:
        """The lines in order, every hash and signature made anew."""
        line, private = first_key(PRIVATE, community=self.slug, at=BEGIN), PRIVATE
        yield line
        yield from self.charters
        tree, last, key = Frontier(), None, line.key
        for number, entry in enumerate(self.entries, 1):
            data, digest = seal(entry)
            tree.append(bytes.fromhex(digest))
            yield EntryLine(data)
            yield from (TextLine(self.texts[one]) for one in seals_of(entry.act) if one in self.texts)
            if number in self.changes:
                changed = change_key(private, self.changes[number], before=key, at=entry.at)
                yield changed
                key, private = changed.key, self.changes[number]
            if number in self.checkpoints:
                signed = _signed(self, private, last, tree, self.checkpoints[number])
                last = signed.checkpoint
                yield signed

    def lines(self) -> list[bytes]:
        """The archive."""
        return list(write_archive(Head(self.slug, PLACE, self.entries[-1].at), self.items()))

    def with_entries(self, entries: Iterable[Entry]) -> Record:
        """The same with other entries, each linked again to the one before it, checkpoints moved to the same spots."""
        return replace(self, entries=relinked(entries))

    def without_checkpoints(self) -> Record:
        """Only the last checkpoint."""
        return replace(self, checkpoints={len(self.entries): max(self.checkpoints.values())})


def _signed(record: Record, private: bytes, last: Checkpoint | None, tree: Frontier, at: datetime) -> Any:
    return checkpoint(
        private, before=last, community=record.slug, size=tree.size, root=tree.root, at=at
    )  # fmt: skip


def relinked(entries: Iterable[Entry]) -> list[Entry]:
    """Chains with every ``seq`` and ``prev`` made anew, as a forger would."""
    ends: dict[str, tuple[int, str]] = {}
    made: list[Entry] = []
    for entry in entries:
        seq, prev = ends.get(entry.chain, (0, GENESIS))
        linked = msgspec.structs.replace(entry, seq=seq + 1, prev=prev)
        ends[entry.chain] = seq + 1, hash_of(seal(linked)[0])
        made.append(linked)
    return made


def retailed(lines: Iterable[bytes]) -> list[bytes]:
    """Lines with a tail that fits them, as a forger would write."""
    body = [line for line in lines if not line.startswith(b'{"tail"')]
    entries = sum(line.startswith(b'{"entry"') for line in body)
    digest = hashlib.sha256(b"".join(body)).hexdigest()
    return [*body, b'{"tail":{"entries":%d,"sha256":"%s"}}\n' % (entries, digest.encode())]


class Village:
    """A town whose texts are sealed for real."""

    def __init__(self, loaded: Loaded | None = None) -> None:
        self.loaded = loaded or charters.read("beilin")
        self.town = Town(in_force(self.loaded))
        self.texts: dict[str, Opened] = {}
        self.checkpoints: dict[int, datetime] = {}
        self.at = BEGIN

    def said(self, text: str) -> str:
        """Seal a text; salts are counted, not drawn, so that a record is the same each time."""
        return self._sealed(open_text(len(self.texts).to_bytes(16, "big"), text))

    def filed(self, name: str, data: bytes) -> str:
        """Seal a file by its card."""
        card = card_of(name, "image/jpeg", data)
        return self._sealed(open_text(len(self.texts).to_bytes(16, "big"), card, "file"))

    def _sealed(self, opened: Opened) -> str:
        self.texts[opened.seal] = opened
        return opened.seal

    def later(self, **length: float) -> datetime:
        """Let time pass."""
        self.at += timedelta(**length)
        return self.at

    def settle(self, *acts: Any) -> None:
        """Acts in the community's chain."""
        for act in acts:
            refusal = self.town.found(act, self.later(minutes=1))
            assert refusal is None, refusal

    def do(self, chain: str, by: str, act: a.Act, sitting: str = "") -> None:
        """An act on a matter; ``by`` is ``person organ``."""
        person, organ = by.split()
        refusal = self.town.act(chain, a.Actor(person, organ), act, self.later(minutes=1), sitting=sitting)
        assert refusal is None, refusal.says("en")

    def sit(self, chain: str, by: str, act: Any) -> None:
        """An act in a sitting."""
        person, organ = by.split()
        refusal = self.town.sit(chain, a.Actor(person, organ), act, self.later(minutes=1))
        assert refusal is None, refusal.says("en")

    def check(self) -> None:
        """Make a checkpoint of what there is."""
        self.checkpoints[len(self.town.entries)] = self.later(minutes=1)

    def record(self) -> Record:
        """What has been recorded."""
        entries = [entry for entry, _, _ in self.town.entries]
        return Record(entries, dict(self.texts), dict(self.checkpoints), [closure_of(self.loaded)])


def people(first: int, last: int) -> tuple[str, ...]:
    """Pseudonyms p1, p2, …"""
    return tuple(f"p{number}" for number in range(first, last + 1))


def founded(village: Village) -> None:
    """Found a village of twenty residents, ten of them party members, with a branch and a committee."""
    adult: dict[str, a.FactValue] = {"adult": True, "registered": True}
    party: dict[str, a.FactValue] = {**adult, "party-member": True}
    newcomers = [Newcomer(one, party) for one in people(1, 10)]
    newcomers += [Newcomer(one, adult) for one in people(11, 20)]
    village.settle(Found(SLUG, PLACE), Adopt(village.loaded.hash), Enrol(tuple(newcomers)))
    village.settle(*(TakeSeat(one, "party-branch", chair=one == "p1") for one in people(1, 3)))
    village.settle(*(TakeSeat(one, "committee", chair=one == "p4") for one in people(4, 8)))


def poll_in_sitting(
    village: Village, chain: str, sitting: str, organ: str, by: str, voters: tuple[str, ...]
) -> None:
    """Call a sitting, sign in, open, vote, close, end it."""
    village.sit(
        sitting, by, Call(organ, village.at + timedelta(minutes=2), (chain,), village.said("在活动室"))
    )
    village.sit(sitting, by, Attend(voters))
    village.do(chain, by, a.Open(), sitting)
    for voter in voters:
        village.do(chain, f"{voter} {organ}", a.Vote("yes"), sitting)
    village.do(chain, by, a.Close(), sitting)
    village.sit(sitting, by, EndSitting())


def counted(village: Village, chain: str, sitting: str) -> None:
    """The residents' assembly: a paper count by two hands who first differ."""
    everyone = people(1, 15)
    by = "p4 committee"
    village.sit(sitting, by, Call("residents-assembly", village.at + timedelta(minutes=2), (chain,)))
    village.sit(sitting, by, Attend(everyone))
    village.sit(sitting, "p15 residents-assembly", Leave(("p15",)))
    village.do(chain, by, a.Open(), sitting)
    for hand, yes in (("p4", 12), ("p5", 11), ("p4", 12), ("p5", 12)):
        count = a.Count(present=14, issued=14, returned=14, yes=yes, no=14 - yes)
        village.do(chain, f"{hand} committee", a.EnterCount(count), sitting)
    village.sit(sitting, by, EndSitting())


def playground(village: Village, chain: str) -> None:
    """One matter the whole way, with an objection, a file and all disclosures."""
    say = village.said
    title, text = say("翻修儿童活动场 🛝"), say("地面破损\n<b>")
    village.do(chain, "p1 party-branch", a.Submit("four-deliberations", "community-affair", title, text))
    poll_in_sitting(village, chain, "sitting/2026/1", "two-committees", "p1 two-committees", people(1, 7))
    village.check()
    poll_in_sitting(village, chain, "sitting/2026/2", "party-assembly", "p1 party-branch", people(1, 8))
    counted(village, chain, "sitting/2026/3")
    village.do(chain, "p4 committee", a.Post(say("决议公开")))
    village.do(chain, "p12 residents", a.Object(say("太吵")))
    village.later(days=1)
    village.do(chain, "p1 two-committees", a.Answer(1, "dismissed", say("限定时间")))
    village.settle(LeaveSeat("p8", "committee"), Depart("p20"))
    village.later(days=9)
    village.do(chain, "p5 committee", a.Report(say("已开工")))
    village.check()
    village.later(days=16)
    village.do(chain, "p5 committee", a.Finish(say("完工"), (village.filed("现场.jpg", b"jpeg"),)))
    village.do(chain, "p5 committee", a.Post(say("结果公开")))
    village.later(days=9)
    for section in ("government-affairs", "affairs", "finance", "services"):
        village.do(chain, "p5 committee", a.Disclose(section, say(section), none=section == "services"))


def lived() -> Record:
    """The whole story: one matter done, one lapsed, one still open."""
    village = Village()
    founded(village)
    playground(village, "matter/2026/1")
    village.check()
    submit = a.Submit(
        "four-deliberations", "community-affair", village.said("加装电梯"), village.said("3 号楼")
    )
    village.do("matter/2026/2", "p1 party-branch", submit)
    village.town.tick("matter/2026/2", village.later(days=20))
    submit = a.Submit("four-deliberations", "community-affair", village.said("充电桩"), village.said("南门"))
    village.do("matter/2026/3", "p2 party-branch", submit)
    soon = village.at + timedelta(minutes=1)
    village.sit("sitting/2026/4", "p1 two-committees", Call("two-committees", soon, ("matter/2026/3",)))
    village.check()
    record = village.record()
    record.changes[len(record.entries) - 3] = SUCCESSOR
    return record


def broken() -> Record:
    """A poll that so many leave that no vote is taken until some are back; and one that still waits for them."""
    village = Village()
    founded(village)
    by, here = "p1 party-branch", people(1, 8)
    for chain, sitting, back in (
        ("matter/2026/1", "sitting/2026/2", people(4, 7)),
        ("matter/2026/2", "sitting/2026/4", ()),
    ):
        title = village.said(f"路灯 {chain}")
        village.do(
            chain, by, a.Submit("four-deliberations", "community-affair", title, village.said("夜里看不见"))
        )
        before = f"sitting/2026/{int(sitting[-1]) - 1}"
        poll_in_sitting(village, chain, before, "two-committees", "p1 two-committees", people(1, 7))
        village.sit(sitting, by, Call("party-assembly", village.at + timedelta(minutes=2), (chain,)))
        village.sit(sitting, by, Attend(here))
        village.do(chain, by, a.Open(), sitting)
        village.do(chain, "p1 party-assembly", a.Vote("yes"), sitting)
        for one in people(4, 8):
            village.sit(sitting, f"{one} party-assembly", Leave((one,)))
        refused = village.town.act(
            chain, a.Actor("p2", "party-assembly"), a.Vote("yes"), village.later(minutes=1), sitting=sitting
        )
        assert refused is not None
        assert refused.code == "quorum-broken"
        if back:
            village.sit(sitting, by, Attend(back))
            for one in ("p2", *back):
                village.do(chain, f"{one} party-assembly", a.Vote("yes"), sitting)
            village.do(chain, by, a.Close(), sitting)
            village.sit(sitting, by, EndSitting())
        village.check()
    return village.record()


def parted() -> Record:
    """Seats for a stairwell and a building, in an organ that stands at every level; one of them is over."""
    village = Village(charters.read("fengqiao"))
    adult: dict[str, a.FactValue] = {"adult": True, "registered": True}
    village.settle(
        Found(SLUG, PLACE),
        Adopt(village.loaded.hash),
        Enrol(tuple(Newcomer(one, adult) for one in people(1, 9))),
    )
    for one, level, part in (("p1", "stairwell", "3 号楼·1 单元"), ("p2", "building", "3 号楼")):
        village.settle(TakeSeat(one, "mediators", level=level), Cover(one, "mediators", (part,)))
    village.check()
    village.settle(
        TakeSeat("p3", "mediators", level="street"),
        Cover("p2", "mediators", ()),
        LeaveSeat("p1", "mediators"),
    )
    refused = village.town.found(Cover("p3", "mediators", ("3 号楼",)), village.later(minutes=1))
    assert refused is not None
    assert refused.code == "level-without-parts"
    village.check()
    return village.record()


def played(slug: str, name: str) -> list[bytes]:
    """The archive of a scenario as it was left, under one checkpoint."""
    file = charters.gallery() / slug / "scenarios.yaml"
    loaded = charters.read(slug)
    town = play(read_scenarios(file.read_bytes(), str(file)), name, in_force(loaded)).town
    tree, last = Frontier(), max(entry.at for entry, _, _ in town.entries)
    items: list[Item] = [first_key(PRIVATE, community=slug, at=BEGIN), closure_of(loaded)]
    for _, data, digest in town.entries:
        tree.append(bytes.fromhex(digest))
        items.append(EntryLine(data))
    items.append(checkpoint(PRIVATE, before=None, community=slug, size=tree.size, root=tree.root, at=last))
    return list(write_archive(Head(slug, NOWHERE, last), items))
