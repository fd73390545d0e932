"""What can be wrong with a cell, a row or a file, in both languages. No message repeats a secret number."""

from __future__ import annotations

from dataclasses import dataclass, field

from linli.core.charter.text import Text
from linli.core.engine.refusals_of_entering import REASONS


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a column of a row (empty: the row as a whole)."""

    column: str
    code: str
    more: dict[str, str] = field(default_factory=dict)

    @property
    def says(self) -> Text:
        """What is wrong and what to do."""
        zh, en = SAYS[self.code]
        # Tables that were checked before keep no words of their own for English.
        more = {"words_en": self.more.get("words", ""), **self.more}
        return Text(zh=zh.format(**self.more), en=en.format(**more))


class FileRefused(Exception):
    """The file cannot be read at all."""

    def __init__(self, code: str, **more: str) -> None:
        self.problem = Problem("", code, more)
        super().__init__(self.problem.says.en)


_OWN_SEAT = REASONS["own-seat"]
_OWN_FILE = (
    "自己的档案不能自己改。请在“我的档案”里申请更正，由别人答复。",
    "Nobody changes her own file. Ask for the correction in “My file”; somebody else answers it.",
)
SAYS: dict[str, tuple[str, str]] = {
    # A file as a whole.
    "too-large": (
        "文件超过 {most} MB，请分成几份。",
        "The file has more than {most} MB; bring it in in parts.",
    ),
    "too-many-rows": (
        "超过 {most} 行，请分成几份。",
        "There are more than {most} rows; bring them in in parts.",
    ),
    "unpacks-too-large": (
        "这个工作簿展开后大得不正常，没有打开。请另存为一个新文件，只留要导入的那张表。",
        "This workbook unpacks to an abnormal size and was not opened. Save the one sheet as a new file.",
    ),
    "not-a-workbook": (
        "这不是完好的 Excel 工作簿（.xlsx）。请在 Excel 里打开，另存为 .xlsx 或 CSV。",
        "This is not a sound Excel workbook (.xlsx). Open it in Excel and save it as .xlsx or CSV.",
    ),
    "old-workbook": (
        "这是旧式的 .xls 文件。请在 Excel 里打开，另存为 .xlsx。",
        "This is an old .xls file. Open it in Excel and save it as .xlsx.",
    ),
    "protected": (
        "这个工作簿设了打开密码。请在 Excel 里打开，去掉密码，另存后再导入。",
        "This workbook is protected by a password. Open it in Excel, take the password away, and save it anew.",
    ),
    "binary-workbook": (
        "这是 .xlsb 文件。请在 Excel 里打开，另存为 .xlsx。",
        "This is an .xlsb file. Open it in Excel and save it as .xlsx.",
    ),
    "open-document": (
        "这是 OpenDocument 表格（.ods）。请用 WPS 或 LibreOffice 打开，另存为 .xlsx。",
        "This is an OpenDocument file (.ods). Open it in WPS or LibreOffice and save it as .xlsx.",
    ),
    "numbers-file": (
        "这是苹果的 Numbers 表格。请在 Numbers 里「导出为 Excel」，再导入导出的文件。",
        "This is a Numbers document of Apple. Export it from Numbers to Excel, and bring that in.",
    ),
    "no-spreadsheet": (
        "这是文档或幻灯片，不是表格。请把表格复制到 Excel 里，存为 .xlsx。",
        "This is a text or a presentation, not a table. Copy the table to Excel and save it as .xlsx.",
    ),
    "a-pdf": (
        "这是 PDF，不是表格。请导入原来的 Excel 文件；没有的话，下载模板重新填写。",
        "This is a PDF, not a table. Bring in the Excel file that it was made from, or fill in the template.",
    ),
    "a-picture": (
        "这是图片，不是表格。请导入原来的 Excel 文件；没有的话，下载模板重新填写。",
        "This is a picture, not a table. Bring in the Excel file that it was made from, or fill in the template.",
    ),
    "an-archive": (
        "这是压缩包。请先解压，再导入里面的表格。",
        "This is an archive. Unpack it first, and bring in the table that is in it.",
    ),
    "a-page": (
        "这是网页格式的文件（有的系统导出的 .xls 就是这样）。请用 Excel 打开，另存为 .xlsx。",
        "This is a web page, as some systems export under the name .xls. Open it in Excel and save it as .xlsx.",
    ),
    "too-many-cells": (
        "第 {line} 行的格数超过 {most}。请删去多余的列，另存后再导入。",
        "Line {line} has more than {most} cells. Delete the columns that are not needed, and save it anew.",
    ),
    "line-too-long": (
        "第 {line} 行太长，不像是表格。请用 Excel 打开，删去多余的内容，另存为 .xlsx。",
        "Line {line} is too long for a table. Open it in Excel, delete what is not needed, and save it as .xlsx.",
    ),
    "heading-hidden": (
        "要导入的表在隐藏的工作表「{sheet}」里。请在 Excel 里取消隐藏，或把它单独存成一份。",
        "The table is in the sheet “{sheet}”, which is hidden. Show it in Excel, or save it as a file of its own.",
    ),
    "no-heading-anywhere": (
        "看了 {n} 张工作表，前 {most} 行里都没有表头。表头至少要有：{needed}。可以下载模板对照。",
        "None of {n} sheets has a heading in its first {most} lines. It needs at least: {needed}; see the template.",
    ),
    "unknown-encoding": (
        "认不出文字编码。请另存为「CSV UTF-8」或 .xlsx。",
        "The encoding of the text cannot be told. Save it as “CSV UTF-8” or .xlsx.",
    ),
    "broken-csv": (
        "第 {line} 行不是合格的 CSV，多半是引号没有配对。请用 Excel 打开，另存为 .xlsx。",
        "Line {line} is not proper CSV; perhaps a quotation mark is missing. Open it in Excel and save it as .xlsx.",
    ),
    "no-heading": (
        "前 {most} 行里找不到表头。表头至少要有：{needed}。可以下载模板对照。",
        "There is no heading in the first {most} lines. It needs at least: {needed}; see the template.",
    ),
    "empty-file": (
        "文件是空的。请在 Excel 里打开看看，填好再导入。",
        "The file is empty. Look at it in Excel, fill it in and bring it in again.",
    ),
    "heading-twice": (
        "表头里「{heading}」出现了两次。请删去或改名一列。",
        "The heading names “{heading}” twice. Delete or rename one of the columns.",
    ),
    "no-rows": (
        "表头下面没有数据。请填好再导入。",
        "There are no rows below the heading. Fill them in and bring it in again.",
    ),
    # A cell.
    "missing": ("这一格不能空。", "This cannot be left empty."),
    "too-long": ("太长：最多 {most} 个字。", "Too long: at most {most} characters."),
    "unprintable": ("含有看不见的字符。", "It holds characters that cannot be seen."),
    "error-value": ("这是 Excel 的错误值。", "This is an error value of Excel."),
    "merged": (
        "这一格与别的格合并了。请填上这一行自己的值。",
        "This cell is merged with others. Give this row a value of its own.",
    ),
    "formula": (
        "这一格是公式，文件里没有存它的结果。请填上值，或在 Excel 里打开后重新保存。",
        "This is a formula, and the file keeps no result of it. Type the value, or open it in Excel and save it anew.",
    ),
    "not-a-number": ("这里要填 0 到 {most} 的整数。", "A whole number from 0 to {most} belongs here."),
    "not-an-area": (
        "这里要填平方米，如 86.5，最多两位小数。",
        "Square metres belong here, such as 86.5, with at most two decimals.",
    ),
    "not-a-choice": ("只能填：{words}。", "It can only be: {words_en}."),
    "no-such-date": (
        "没有这一天，或写法认不出。请写成 1980-05-01。",
        "There is no such day, or it is written in a way not known. Write 1980-05-01.",
    ),
    "day-as-number": (
        "这是 Excel 里的日期序号（多半是 {day}）。请把这一列设成「日期」格式，或写成 1980-05-01。",
        "Excel counts days by such numbers (perhaps {day}). Format the cell as a date, or write 1980-05-01.",
    ),
    "household-which": (
        "这套房屋里的住户有户号，请填是哪一户。",
        "The households of this dwelling have numbers; say which one it is.",
    ),
    "id-born": (
        "号码里的出生日期还没有到，或者太早。请核对证件。",
        "The birth date in this number is still to come, or too early. Look at the card again.",
    ),
    "date-in-future": ("这一天还没有到。", "This day is still to come."),
    "date-too-early": ("这一天太早，不会有这么年长的人。", "This day is too early: nobody is as old."),
    "id-as-number": (
        "Excel 把它存成了数字，后几位已经丢了。请把单元格设成「文本」，重新填写。",
        "Excel kept it as a number and lost its last digits. Format the cell as text and type it again.",
    ),
    "id-length": (
        "身份证号是 18 位（或 15 位的老号），这里有 {n} 位。",
        "An ID number has 18 digits (or 15, old); this has {n}.",
    ),
    "id-digits": (
        "身份证号只能是数字，末位可以是 X。",
        "An ID number has only digits, and perhaps X at the end.",
    ),
    "id-check": (
        "末位校验码不对，号码里至少有一位写错了。",
        "The check digit is wrong: at least one digit was mistyped.",
    ),
    "id-date": ("号码里的出生日期不存在。", "The birth date in the number does not exist."),
    "id-masked": (
        "这是遮盖过的号码。请填完整，或删去这一格，原来的号码不会变。",
        "This number is masked. Give it in full, or empty the cell and the number stays as it is.",
    ),
    "born-differs": ("与身份证号里的出生日期不同。", "It differs from the birth date in the ID number."),
    "sex-differs": ("与身份证号里的性别不同。", "It differs from the sex in the ID number."),
    "not-a-phone": (
        "不是电话号码：手机 11 位，座机带区号。",
        "Not a phone number: a mobile has 11 digits, a landline its area code.",
    ),
    # A row among the others.
    "twice": ("与第 {line} 行重复。", "The same as line {line}."),
    "second-head": ("这一户已经有户主（第 {line} 行）。", "This household has a head already (line {line})."),
    # A row against the register.
    "unknown-building": (
        "楼栋登记里没有这栋楼。请先登记楼栋，或改正这一格。",
        "No such building is registered. Register it first, or correct this.",
    ),
    "unknown-dwelling": (
        "房屋登记里没有这套房屋。请先登记房屋，或改正这一格。",
        "No such dwelling is registered. Register it first, or correct this.",
    ),
    "head-in-register": (
        "这一户在册的户主是登记编号 {number} 的居民。请改这一行的关系，或在同一张表里把原户主的关系也改掉。",
        "No. {number} in the register heads this household. Change this relation, or that one in the same table.",
    ),
    "household-elsewhere": (
        "这个户号登记在另一套房屋。请先改住户登记，或改正这一格。",
        "The household of this number lives in another dwelling. Change the register of households, or this.",
    ),
    "namesake": (
        "册上已有同名居民（登记编号 {numbers}），还没有别的资料。是同一人就填编号，不是就填「新」。",
        "Somebody of this name is enrolled (no. {numbers}). Give that number for the same person, else “new”.",
    ),
    "nobody-here": (
        "这个人已经不在登记册里，没有可更正的。",
        "This person is not in the register any more, so there is nothing to correct.",
    ),
    "no-such-number": (
        "这个登记编号不是这位居民的。",
        "This number in the register is not that of the person named here.",
    ),
    "not-a-register-number": (
        "这里填登记编号，新来的人填「新」或留空。",
        "The number in the register belongs here; for somebody new, “new” or nothing.",
    ),
    "not-in-register": (
        "居民登记里没有这个人。请先登记居民，或改正姓名、编号、身份证号。",
        "Nobody of this name is in the register of residents. Enter the resident first, or correct this.",
    ),
    "several-namesakes": (
        "册上有几位同名的人（登记编号 {numbers}）。请填编号或身份证号。",
        "Several people of this name are enrolled (no. {numbers}). Give that number, or the ID number.",
    ),
    "other-name": (
        "这个编号或身份证号是另一个姓名的人。",
        "This number is that of somebody of another name.",
    ),
    "no-such-organ": (
        "章程里没有这个组织。可以填：{words}。",
        "The charter has no such organ. It can be: {words}.",
    ),
    "no-such-class": ("这个组织没有这类席位。可以填：{words}。", "No such kind of seat. It can be: {words}."),
    "no-parts": (
        "这个席位面向整个辖区，这一格留空。每一级都设的组织，要先写明设在楼栋、单元这样的哪一级。",
        "This seat is for the whole place: leave this empty. Where an organ stands at every level, say first at which.",
    ),
    "no-such-part": (
        "台账里没有这一片。可以填：{words}。",
        "No such part is registered. It can be: {words}.",
    ),
    "no-such-kind": (
        "章程里没有这类片区。可以填：{words}。",
        "The charter knows no such kind of part. It can be: {words_en}.",
    ),
    "kind-of-houses": (
        "楼栋、单元本身就是一片，不用登记。",
        "A building or a stairwell is a part by itself and need not be entered.",
    ),
    "grid-of-building": (
        "整栋楼的网格在楼栋登记里填，这里只填单个单元的。",
        "The grid of a whole building is entered in the register of buildings; here only that of one stairwell.",
    ),
    "unknown-stairwell": (
        "这栋楼没有登记这个单元。请先登记单元或房屋，或改正这一格。",
        "No such stairwell of this building is registered. Register it or its dwellings first, or correct this.",
    ),
    "no-such-level": (
        "这个组织的席位不能设在这一级。可以填：{words}。",
        "No seat of this organ is at such a level. It can be: {words_en}.",
    ),
    "own-file": _OWN_FILE,
    "own-row": (
        f"{_OWN_FILE[0]}这一行会改动您的档案，请勾选不登记。",
        f"{_OWN_FILE[1]} This row would change yours: tick that it is left out.",
    ),
    "own-seat": (
        f"{_OWN_SEAT.zh}这一行请勾选不登记。",
        f"{_OWN_SEAT.en} Tick that this row is left out.",
    ),
    "seated-otherwise": (
        "这个人已在这个组织任职，只是席位或主持与这一行不同。请在组织页面改。",
        "This person sits there already, but in another way. Change that on the page of the organ.",
    ),
    "term-over": ("任期已经过了。", "This term is over."),
    "refused": ("{zh}", "{en}"),
    "too-many-open": (
        "还有 {most} 条更正没有答复。等社区工作人员答复后再提。",
        "{most} corrections are still unanswered. Ask again when the clerk has answered.",
    ),
    "several-people": (
        "同一套房屋里有几位同名的人。请填身份证号，才知道是哪一位。",
        "Several people of this name live in this dwelling. Give the ID number to say who is meant.",
    ),
}
