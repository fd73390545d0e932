"""What the shapes are made of: the answers that a choice knows, and columns that several shapes share."""

from __future__ import annotations

from collections.abc import Mapping

from linli.core.charter.text import Text
from linli.registers.shape import Column, Kind

USES = {
    "home": ("住宅", "home", "居住", "住房"),
    "own": ("自住", "own use", "自用", "自有", "自住房"),
    "rented": ("出租", "rented", "租赁", "租住", "出租房", "出租屋", "群租"),
    "vacant": ("空置", "vacant", "闲置", "空房", "空关"),
    "business": ("经营", "business", "商用", "办公", "商业", "商铺", "商住", "门面"),
}
HOUSEHOLDS_ARE = {"family": ("家庭户", "family"), "collective": ("集体户", "collective")}
SEXES = {"male": ("男", "male", "m", "男性"), "female": ("女", "female", "f", "女性")}
RELATIONS = {
    "head": ("户主", "head", "本人", "户主本人"),
    "spouse": ("配偶", "spouse", "妻", "妻子", "夫", "丈夫", "之妻", "之夫"),
    "child": (
        "子女",
        "child",
        "子",
        "女",
        "儿子",
        "女儿",
        "长子",
        "长女",
        "次子",
        "次女",
        "之子",
        "之女",
        "独生子",
        "独生女",
        "三子",
        "三女",
        "四子",
        "四女",
        "养子",
        "养女",
        "继子",
        "继女",
    ),
    "parent": ("父母", "parent", "父", "母", "父亲", "母亲", "之父", "之母"),
    "grandchild": ("孙子女", "grandchild", "孙子", "孙女", "外孙", "外孙女", "孙", "外孙子女"),
    "other": (
        "其他",
        "other",
        "其它",
        "亲属",
        "非亲属",
        "儿媳",
        "女婿",
        "公婆",
        "岳父母",
        "兄弟姐妹",
        "祖父母",
        "祖父",
        "祖母",
        "公公",
        "婆婆",
        "岳父",
        "岳母",
        "兄",
        "弟",
        "姐",
        "妹",
        "哥哥",
        "弟弟",
        "姐姐",
        "妹妹",
        "孙媳",
        "保姆",
        "租户",
        "租客",
    ),
}
YES = (
    "是",
    "yes",
    "y",
    "true",
    "1",
    "√",
    "✓",
    "有",
    "中共党员",
    "中共预备党员",
    "党员",
    "预备党员",
    "本地户籍",
    "本地",
)
NO = (
    "否",
    "no",
    "n",
    "false",
    "0",
    "×",
    "无",
    "不是",
    "群众",
    "共青团员",
    "少先队员",
    "民主党派",
    "无党派",
    "无党派人士",
    "非党员",
    "外地户籍",
    "外地",
)


UNITS_ARE = {
    "office": ("机关事业单位", "public body", "机关", "事业单位", "政府机关"),
    "school": ("学校幼儿园", "school", "学校", "幼儿园", "培训机构"),
    "health": ("医疗机构", "health", "医院", "诊所", "药店"),
    "company": ("企业", "company", "公司", "工厂"),
    "shop": ("商铺", "shop", "商户", "门店", "个体户", "个体工商户", "餐饮"),
    "association": ("社会组织", "association", "协会", "物业", "物业公司", "业委会"),
    "other": ("其他", "other", "其它"),
}
STAGES = {
    "full": ("正式党员", "full", "正式"),
    "probationary": ("预备党员", "probationary", "预备"),
}
SEATED = {
    "elected": ("选举产生", "elected", "选举", "当选"),
    "chosen": ("推选产生", "chosen", "推选", "推举"),
    "appointed": ("任命", "appointed", "委派", "指派", "聘任"),
    "co-opted": ("增补", "co-opted", "补选", "递补"),
}

_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "use": USES, "kind": HOUSEHOLDS_ARE, "sex": SEXES, "relation": RELATIONS,
    "unit": UNITS_ARE, "stage": STAGES, "how": SEATED,
}  # fmt: skip


def column(
    key: str, titles: str, kind: Kind, says: str, also: str = "", *, needed: bool = False, words: str = ""
) -> Column:
    """A column; titles and explanation in both languages, apart by a bar. ``words`` names the answers of a choice."""
    zh, en = titles.split("|")
    said_zh, said_en = says.split("|")
    return Column(
        key,
        Text(zh=zh, en=en),
        kind,
        Text(zh=said_zh, en=said_en),
        tuple(also.split()),
        words=_WORDS.get(words or key, {}),
        needed=needed,
    )


def building(says: str, *, needed: bool = True) -> Column:
    """The column of buildings."""
    also = "楼号 楼栋号 幢 幢号 栋 栋号 楼 楼栋名称"
    return column("building", "楼栋|building", "text", says, also, needed=needed)


STAIRWELL = column(
    "stairwell",
    "单元|stairwell",
    "text",
    "没有单元的楼留空。|Left empty where a building has only one.",
    "单元号 门栋 楼道 楼门 门洞",
)
NUMBER = "房号 室号 门牌 门牌号 房间号 户室 室 房屋"
