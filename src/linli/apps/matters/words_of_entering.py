"""What the pages say of acts entered for others and of the doors through which acts come, in Chinese and English."""

from __future__ import annotations

from linli.core.charter.text import both

SAYS = {
    "entered-paper": both("{who}凭签名的书面材料代录", "entered by {who} from a signed paper"),
    "entered-present": both("{who}代录，本人在场", "entered by {who} with the person present"),
    "entered-some": both(
        "「{stage}」的计数里，有 {n} 项是别人代录的，本人在场或者交了签名的材料。",
        "“{stage}”: {n} of what is counted was entered by somebody else, with the person present or a signed paper.",
    ),
    "entered-contested": both(
        "其中 {n} 项本人提出过不是自己的意思，还没有答复。",
        "{n} of these the person says was not her will; there is no answer yet.",
    ),
    "entered-wrong": both(
        "其中 {n} 项经核实，确实不是本人的意思。",
        "{n} of these was found not to have been the person's will.",
    ),
}
DOORS = {
    "page": both("网页", "a page"),
    "program": both("程序接口", "a program"),
    "tablet": both("会场平板", "the tablet at the door"),
    "clerk": both("代录页面", "the desk, entered for another"),
    "clock": both("到期自动", "the clock"),
    "terminal": both("命令行", "the command line"),
}
"""Through which door an act came."""
