"""Made-up people with proper numbers, and tables of them."""

from __future__ import annotations

from datetime import date, timedelta

from stdnum.cn import ric


def number(serial: int, born: date = date(1980, 5, 1), *, area: str = "610103") -> str:
    """A proper ID number; odd serials are men's."""
    seventeen = f"{area}{born:%Y%m%d}{serial:03d}"
    return seventeen + ric.calc_check_digit(f"{seventeen}0")


def resident(place: int) -> dict[str, str]:
    """One of any number of residents, three to a dwelling, who differ in all that tells them apart."""
    home = place // 3
    serial = place % 999 + 1
    born = date(1950, 1, 1) + timedelta(days=place // 999 * 7)
    return {
        "姓名": f"居民{place:05d}", "身份证号": number(serial, born), "联系电话": f"138{place:08d}",
        "楼栋": f"{home // 200 + 1}号楼", "单元": f"{home // 100 % 2 + 1}单元", "房号": str(home % 100 + 101),
        "与户主关系": "户主" if place % 3 == 0 else "其他", "党员": "是" if place % 10 == 0 else "否",
        "业主": "是" if place % 3 == 0 else "否", "户籍在本社区": "是", "实际居住": "是",
    }  # fmt: skip


def residents(count: int) -> list[dict[str, str]]:
    return [resident(place) for place in range(count)]


def homes_of(people: list[dict[str, str]]) -> list[dict[str, str]]:
    """The dwellings that they live in."""
    seen = {(one["楼栋"], one["单元"], one["房号"]) for one in people}
    return [{"楼栋": b, "单元": s, "房号": n, "建筑面积": "86.5"} for b, s, n in sorted(seen)]


def buildings_of(people: list[dict[str, str]]) -> list[str]:
    """The buildings that they live in."""
    return sorted({one["楼栋"] for one in people})


def text(rows: list[dict[str, str]], encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    return ("\n".join(lines) + "\n").encode(encoding)
