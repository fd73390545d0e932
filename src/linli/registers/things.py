"""The shapes of things: buildings, stairwells, dwellings, units of the area, households."""

from linli.core.charter.text import Text
from linli.registers.parts import NUMBER, STAIRWELL, building, column
from linli.registers.shape import Shape

BUILDINGS = Shape(
    "buildings",
    Text(zh="楼栋", en="buildings"),
    Text(zh="辖区里的每一栋楼，一行一栋。", en="Every building of the place, one a line."),
    (
        building("大家怎么叫这栋楼，如「3号楼」。|What people call it, such as “No. 3”."),
        column(
            "address",
            "地址|address",
            "text",
            "门牌地址。|Its address in the street.",
            "门牌地址 详细地址 坐落",
        ),
        column(
            "floors", "层数|floors", "number", "地上层数。|Floors above the ground.", "楼层数 总层数 楼层"
        ),
        column(
            "stairwells",
            "单元数|stairwells",
            "number",
            "有几个单元。|How many stairwells it has.",
            "单元总数 楼道数 门栋数",
        ),
        column(
            "grid", "网格|grid", "text", "属于哪个网格。|The grid it belongs to.", "所属网格 网格名称 网格号"
        ),
    ),
)

STAIRWELLS = Shape(
    "stairwells",
    Text(zh="单元", en="stairwells"),
    Text(
        zh="楼栋里的每一个单元，一行一个；楼栋须先登记。",
        en="Every stairwell, one a line; its building before.",
    ),
    (
        building("须与楼栋登记里的叫法一致。|As in the register of buildings."),
        column(
            "stairwell",
            "单元|stairwell",
            "text",
            "如「1单元」。|Such as “1单元”.",
            "单元号 门栋 楼道 楼门 门洞",
            needed=True,
        ),
        column(
            "floors", "层数|floors", "number", "这个单元有几层。|How many floors it serves.", "楼层数 总层数"
        ),
        column(
            "dwellings",
            "户数|dwellings",
            "number",
            "有几套房屋。|How many dwellings it serves.",
            "房屋数 套数 总户数",
        ),
        column("lift", "电梯|lift", "yes-no", "是或否。|yes or no.", "有无电梯 是否有电梯"),
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
        building(
            "须与楼栋登记里的叫法一致，「3」「3栋」「3号楼」算同一栋。|As in the register of buildings."
        ),
        STAIRWELL,
        column("number", "房号|dwelling", "text", "如「302」。|Such as “302”.", NUMBER, needed=True),
        column(
            "area",
            "建筑面积|floor area",
            "area",
            "平方米，最多两位小数。|In square metres, with at most two decimals.",
            "面积 房屋面积 产权面积 建筑面积平方米 建筑面积㎡",
        ),
        column(
            "use",
            "用途|use",
            "choice",
            "住宅、自住、出租、空置或经营。|home, own use, rented, vacant or business.",
            "使用情况 房屋状态 房屋性质",
        ),
    ),
)

PARTS = Shape(
    "parts",
    Text(zh="片区", en="parts of the place"),
    Text(
        zh="哪栋楼、哪个单元属于哪个院落、小组或者单元网格，一行一处；楼栋须先登记。",
        en="Which building or stairwell belongs to which courtyard or group, one a line; its building before.",
    ),
    (
        building("须与楼栋登记里的叫法一致。|As in the register of buildings."),
        column(
            "stairwell",
            "单元|stairwell",
            "text",
            "只有这个单元属于它才填，优先于整栋楼；整栋楼都属于它就留空。"
            "|Where this stairwell alone belongs to it, which goes before the building; empty for the whole building.",
            "单元号 门栋 楼道 楼门 门洞",
        ),
        column(
            "level",
            "片区类别|kind of part",
            "text",
            "章程里的叫法，如「院落」「小组」「单元网格」；整栋楼的网格在楼栋登记里填。"
            "|As the charter calls it, such as courtyard or group; the grid of a whole building is in the register of "
            "buildings.",
            "类别 类型 级别",
            needed=True,
        ),
        column(
            "part",
            "片区名称|part",
            "text",
            "如「东院」「第 2 小组」。|Such as “East court” or “Group 2”.",
            "名称 片区 所属片区 院落 小组 单元网格",
        ),
    ),
)

UNITS = Shape(
    "units",
    Text(zh="辖区单位", en="units of the area"),
    Text(
        zh="辖区里的机关、学校、企业、商铺等，一行一家。",
        en="Public bodies, schools, companies, shops, one a line.",
    ),
    (
        column(
            "name",
            "单位名称|name",
            "text",
            "单位全称。|Its full name.",
            "名称 单位 企业名称 商户名称",
            needed=True,
        ),
        column(
            "kind",
            "类别|kind",
            "choice",
            "机关事业单位、学校幼儿园、医疗机构、企业、商铺、社会组织或其他。"
            "|public body, school, health, company, shop, association or other.",
            "单位类别 单位类型 类型",
            words="unit",
        ),
        building(
            "在哪栋楼；不在登记的楼里就留空。|The building, where it is in one of the register.", needed=False
        ),
        column(
            "address",
            "地址|address",
            "text",
            "门牌地址。|Its address in the street.",
            "门牌地址 详细地址 单位地址",
        ),
        column(
            "contact",
            "联系人|contact",
            "text",
            "谁代表单位联系。|Who speaks for it.",
            "负责人 法人 法定代表人",
        ),
        column(
            "phone",
            "联系电话|phone",
            "phone",
            "手机或座机。|Mobile or landline.",
            "电话 电话号码 联系方式 手机",
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
        column(
            "code",
            "户号|household number",
            "text",
            "社区自己编的户号，每户一个；没有编号的留空，一套房屋算一户。"
            "|The community's own number, one each; empty where there is none: one household a dwelling then.",
            "户编号 家庭编号 户籍号 户口号",
        ),
        building("住在哪栋楼。|The building they live in."),
        STAIRWELL,
        column(
            "dwelling",
            "房号|dwelling",
            "text",
            "住在哪套房屋。|The dwelling they live in.",
            NUMBER,
            needed=True,
        ),
        column(
            "kind",
            "户类型|kind of household",
            "choice",
            "家庭户或集体户。|family or collective.",
            "户别 户类别",
        ),
    ),
)
