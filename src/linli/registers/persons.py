"""The shapes of people: residents, party members, who sits in the organs."""

from linli.core.charter.text import Text
from linli.registers.parts import NUMBER, STAIRWELL, building, column
from linli.registers.shape import Shape

RESIDENTS = Shape(
    "residents",
    Text(zh="居民", en="residents"),
    Text(
        zh="每一位居民，一行一人；所住的房屋须先登记。",
        en="Every resident, one a line; the dwelling must be in the register before.",
    ),
    (
        column(
            "name",
            "姓名|name",
            "text",
            "身份证上的姓名。|As on the identity card.",
            "居民姓名 名字",
            needed=True,
        ),
        column(
            "register",
            "登记编号|register number",
            "register",
            "导出时自动带上，用来认出这个人；新来的人留空。|Stands in what is exported; empty for somebody new.",
            "编号 居民编号",
        ),
        column(
            "sex",
            "性别|sex",
            "choice",
            "男或女；留空时由身份证号得出。|male or female; taken from the ID number where left empty.",
        ),
        column(
            "identity",
            "身份证号|ID number",
            "identity",
            "18 位，15 位的老号会换算；单元格请设成「文本」。|18 digits, or 15, old; format the cells as text.",
            "身份证 身份证号码 公民身份号码 公民身份证号 证件号码 证件号",
        ),
        column(
            "born",
            "出生日期|birth date",
            "date",
            "留空时由身份证号得出。|Taken from the ID number where left empty.",
            "出生年月日 生日 出生年月",
        ),
        column(
            "phone",
            "联系电话|phone",
            "phone",
            "手机或座机。|Mobile or landline.",
            "手机 手机号 手机号码 电话 电话号码 联系方式",
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
            "household",
            "户号|household number",
            "text",
            "留空时，同一套房屋的人算一户。|Left empty, those of one dwelling are one household.",
            "户编号 家庭编号 户籍号 户口号",
        ),
        column(
            "relation",
            "与户主关系|relation to head",
            "choice",
            "户主、配偶、子女、父母、孙子女或其他。|head, spouse, child, parent, grandchild or other.",
            "户主关系 关系 家庭关系 与户主的关系",
        ),
        column("party", "党员|party member", "yes-no", "是或否。|yes or no.", "是否党员 中共党员 政治面貌"),
        column("owner", "业主|owner", "yes-no", "是或否。|yes or no.", "是否业主 产权人 是否产权人"),
        column(
            "registered",
            "户籍在本社区|registered here",
            "yes-no",
            "是或否。|yes or no.",
            "户籍 是否户籍人口 户籍人口 是否本地户籍 户籍在册",
        ),
        column(
            "lives",
            "实际居住|living here",
            "yes-no",
            "是或否。|yes or no.",
            "是否实际居住 常住 是否常住 现居住 在住 人在",
        ),
    ),
)


PARTY = Shape(
    "party",
    Text(zh="党员", en="party members"),
    Text(
        zh="每一位党员，一行一人；这个人须先在居民登记里。",
        en="Every party member, one a line; a resident before.",
    ),
    (
        column(
            "name",
            "姓名|name",
            "text",
            "与居民登记里的一致。|As in the register of residents.",
            "党员姓名 名字",
            needed=True,
        ),
        column(
            "register",
            "登记编号|register number",
            "register",
            "同名时用它认人。|Tells namesakes apart.",
            "编号 居民编号",
        ),
        column(
            "identity",
            "身份证号|ID number",
            "identity",
            "同名时用它认人。|Tells namesakes apart.",
            "身份证 身份证号码 公民身份号码 公民身份证号 证件号码",
        ),
        column(
            "branch",
            "所在党支部|branch",
            "text",
            "组织关系所在的支部。|The branch they belong to.",
            "党支部 支部 所属支部",
        ),
        column(
            "joined",
            "入党日期|joined on",
            "date",
            "如 1980-05-01。|Such as 1980-05-01.",
            "入党时间 入党年月日",
        ),
        column(
            "stage",
            "党员类别|full or probationary",
            "choice",
            "正式党员或预备党员。|full or probationary.",
            "党员类型 类别 人员类别",
        ),
    ),
)

ROSTERS = Shape(
    "rosters",
    Text(zh="组织成员", en="members of organs"),
    Text(
        zh="各组织里谁任职，一行一席；登记后记入社区记录，章程不许的会在那一行说明。",
        en="Who sits in which organ, one seat a line; entered in the record, refused where the charter forbids it.",
    ),
    (
        column(
            "organ",
            "组织|organ",
            "text",
            "章程里的名称，如「社区居委会」。|As the charter calls it.",
            "组织名称 机构",
            needed=True,
        ),
        column(
            "name",
            "姓名|name",
            "text",
            "与居民登记里的一致。|As in the register of residents.",
            "成员姓名 名字",
            needed=True,
        ),
        column(
            "register",
            "登记编号|register number",
            "register",
            "同名时用它认人。|Tells namesakes apart.",
            "编号 居民编号",
        ),
        column(
            "identity",
            "身份证号|ID number",
            "identity",
            "同名时用它认人。|Tells namesakes apart.",
            "身份证 身份证号码 公民身份号码 公民身份证号 证件号码",
        ),
        column(
            "chair",
            "主持人|chair",
            "yes-no",
            "是不是主任、书记等主持人。|Whether in the chair.",
            "是否负责人 负责人 主任",
        ),
        column(
            "class",
            "席位类别|kind of seat",
            "text",
            "章程分类别的组织才填。|Where the charter has kinds of seats.",
            "席位 类别",
        ),
        column(
            "how",
            "产生方式|how",
            "choice",
            "选举产生、推选产生、任命或增补。|elected, chosen, appointed or co-opted.",
            "产生办法",
        ),
        column(
            "until",
            "任期到|until",
            "day",
            "任期最后一天；留空就按章程的任期。|The last day; empty for the charter's term.",
            "任期届满 届满日期 任期截止",
        ),
        column(
            "level",
            "设在哪一级|level",
            "text",
            "每一级都设的组织才填，如「楼栋」「单元」。|Where an organ stands at every level: building, stairwell.",
            "级别 层级",
        ),
        column(
            "parts",
            "负责范围|part",
            "text",
            "负责哪一片：网格、院落、楼栋，照登记里的叫法，几个的用顿号分开；单元写「3号楼·1单元」；章程分片设的组织才填。"
            "|The parts it is for, as registered, with commas between (a stairwell as “3号楼·1单元”); where there are "
            "such seats.",
            "负责网格 所管网格 网格 负责楼栋 责任片区 包片",
        ),
    ),
)
