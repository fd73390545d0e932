"""The shapes: buildings, dwellings, households, residents. To be brought in in this order."""

from __future__ import annotations

from collections.abc import Mapping

from linli.core.charter.text import Text
from linli.registers.shape import Column, Kind, Shape

USES = {
    "own": ("自住", "own use", "自用"),
    "rented": ("出租", "rented", "租赁"),
    "vacant": ("空置", "vacant", "闲置", "空房"),
    "business": ("经营", "business", "商用", "办公"),
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
    ),
    "parent": ("父母", "parent", "父", "母", "父亲", "母亲", "之父", "之母"),
    "grandchild": ("孙子女", "grandchild", "孙子", "孙女", "外孙", "外孙女", "孙"),
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
NO = ("否", "no", "n", "false", "0", "×", "无", "不是", "群众", "共青团员", "非党员", "外地户籍", "外地")


_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "use": USES, "kind": HOUSEHOLDS_ARE, "sex": SEXES, "relation": RELATIONS,
}  # fmt: skip


def _column(key: str, titles: str, kind: Kind, says: str, also: str = "", **more: bool) -> Column:
    zh, en = titles.split("|")
    said_zh, said_en = says.split("|")
    return Column(
        key,
        Text(zh=zh, en=en),
        kind,
        Text(zh=said_zh, en=said_en),
        tuple(also.split()),
        words=_WORDS.get(key, {}),
        **more,
    )


def _building(says: str) -> Column:
    return _column(
        "building", "楼栋|building", "text", says, "楼号 楼栋号 幢 幢号 栋 栋号 楼 楼栋名称", needed=True
    )


_STAIRWELL = _column(
    "stairwell",
    "单元|stairwell",
    "text",
    "没有单元的楼留空。|Left empty where a building has only one.",
    "单元号 门栋 楼道 楼门 门洞",
)
_NUMBER = "房号 室号 门牌 门牌号 房间号 户室 室 房屋"

BUILDINGS = Shape(
    "buildings",
    Text(zh="楼栋", en="buildings"),
    Text(zh="辖区里的每一栋楼，一行一栋。", en="Every building of the place, one a line."),
    (
        _building("大家怎么叫这栋楼，如「3号楼」。|What people call it, such as “No. 3”."),
        _column(
            "address",
            "地址|address",
            "text",
            "门牌地址。|Its address in the street.",
            "门牌地址 详细地址 坐落",
        ),
        _column(
            "floors", "层数|floors", "number", "地上层数。|Floors above the ground.", "楼层数 总层数 楼层"
        ),
        _column(
            "stairwells",
            "单元数|stairwells",
            "number",
            "有几个单元。|How many stairwells it has.",
            "单元总数 楼道数 门栋数",
        ),
        _column(
            "grid", "网格|grid", "text", "属于哪个网格。|The grid it belongs to.", "所属网格 网格名称 网格号"
        ),
    ),
)

DWELLINGS = Shape(
    "dwellings",
    Text(zh="房屋", en="dwellings"),
    Text(
        zh="每一套房屋，一行一套；所在的楼栋须先登记。",
        en="Every dwelling, one a line; its building must be in the register before.",
    ),
    (
        _building(
            "须与楼栋登记里的叫法一致，「3」「3栋」「3号楼」算同一栋。|As in the register of buildings."
        ),
        _STAIRWELL,
        _column("number", "房号|dwelling", "text", "如「302」。|Such as “302”.", _NUMBER, needed=True),
        _column(
            "area",
            "建筑面积|floor area",
            "area",
            "平方米，最多两位小数。|In square metres, with at most two decimals.",
            "面积 房屋面积 产权面积 建筑面积平方米 建筑面积㎡",
        ),
        _column(
            "use",
            "用途|use",
            "choice",
            "自住、出租、空置或经营。|own use, rented, vacant or business.",
            "使用情况 房屋状态 房屋性质",
        ),
    ),
)

HOUSEHOLDS = Shape(
    "households",
    Text(zh="住户", en="households"),
    Text(
        zh="每一户，一行一户；所住的房屋须先登记。",
        en="Every household, one a line; its dwelling must be in the register before.",
    ),
    (
        _column(
            "code",
            "户号|household number",
            "text",
            "社区自己编的户号，每户一个。|The community's own number, one each.",
            "户编号 家庭编号 户籍号 户口号",
            needed=True,
        ),
        _building("住在哪栋楼。|The building they live in."),
        _STAIRWELL,
        _column(
            "dwelling",
            "房号|dwelling",
            "text",
            "住在哪套房屋。|The dwelling they live in.",
            _NUMBER,
            needed=True,
        ),
        _column(
            "kind",
            "户类型|kind of household",
            "choice",
            "家庭户或集体户。|family or collective.",
            "户别 户类别",
        ),
    ),
)

RESIDENTS = Shape(
    "residents",
    Text(zh="居民", en="residents"),
    Text(
        zh="每一位居民，一行一人；所住的房屋须先登记。",
        en="Every resident, one a line; the dwelling must be in the register before.",
    ),
    (
        _column(
            "name",
            "姓名|name",
            "text",
            "身份证上的姓名。|As on the identity card.",
            "居民姓名 名字",
            needed=True,
        ),
        _column(
            "register",
            "登记编号|register number",
            "register",
            "导出时自动带上，用来认出这个人；新来的人留空。|Stands in what is exported; empty for somebody new.",
            "编号 居民编号",
        ),
        _column(
            "sex",
            "性别|sex",
            "choice",
            "男或女；留空时由身份证号得出。|male or female; taken from the ID number where left empty.",
        ),
        _column(
            "identity",
            "身份证号|ID number",
            "identity",
            "18 位，15 位的老号会换算；单元格请设成「文本」。|18 digits, or 15, old; format the cells as text.",
            "身份证 身份证号码 公民身份号码 公民身份证号 证件号码 证件号",
        ),
        _column(
            "born",
            "出生日期|birth date",
            "date",
            "留空时由身份证号得出。|Taken from the ID number where left empty.",
            "出生年月日 生日 出生年月",
        ),
        _column(
            "phone",
            "联系电话|phone",
            "phone",
            "手机或座机。|Mobile or landline.",
            "手机 手机号 手机号码 电话 电话号码 联系方式",
        ),
        _building("住在哪栋楼。|The building they live in."),
        _STAIRWELL,
        _column(
            "dwelling",
            "房号|dwelling",
            "text",
            "住在哪套房屋。|The dwelling they live in.",
            _NUMBER,
            needed=True,
        ),
        _column(
            "household",
            "户号|household number",
            "text",
            "留空时，同一套房屋的人算一户。|Left empty, those of one dwelling are one household.",
            "户编号 家庭编号 户籍号 户口号",
        ),
        _column(
            "relation",
            "与户主关系|relation to head",
            "choice",
            "户主、配偶、子女、父母、孙子女或其他。|head, spouse, child, parent, grandchild or other.",
            "户主关系 关系 家庭关系 与户主的关系",
        ),
        _column("party", "党员|party member", "yes-no", "是或否。|yes or no.", "是否党员 中共党员 政治面貌"),
        _column("owner", "业主|owner", "yes-no", "是或否。|yes or no.", "是否业主 产权人 是否产权人"),
        _column(
            "registered",
            "户籍在本社区|registered here",
            "yes-no",
            "是或否。|yes or no.",
            "户籍 是否户籍人口 户籍人口 是否本地户籍 户籍在册",
        ),
        _column(
            "lives",
            "实际居住|living here",
            "yes-no",
            "是或否。|yes or no.",
            "是否实际居住 常住 是否常住 现居住 在住 人在",
        ),
    ),
)

SHAPES = {one.key: one for one in (BUILDINGS, DWELLINGS, HOUSEHOLDS, RESIDENTS)}
