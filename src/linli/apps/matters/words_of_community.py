"""What the acts of a community's own chain are called: Chinese and English side by side."""

from __future__ import annotations

from linli.apps.matters import words_of_notices
from linli.core.charter.text import both

ACTS = {
    **words_of_notices.ACTS,
    "found": both("建立社区", "Found the community"),
    "adopt": both("章程生效", "Put a charter in force"),
    "carry-out": both("决定生效", "A decision takes effect"),
    "observe": both("采用放假安排", "Adopt a calendar"),
    "describe": both("登记社区情况", "Enter what is known of the place"),
    "enrol": both("登记居民", "Enrol people"),
    "know": both("更新登记", "Update the register"),
    "depart": both("注销登记", "Strike off the register"),
    "revise": both("按表更新登记", "Update the register by a table"),
    "size": both("确定席位数", "Fix the number of seats"),
    "take-seat": both("任职", "Take a seat"),
    "leave-seat": both("离任", "Leave a seat"),
    "cover": both("确定席位负责哪一片", "Say for which parts a seat is"),
    "hide": both("隐藏发言", "Hide a comment"),
    "appeal": both("对隐藏提出申诉", "Appeal against the hiding of a comment"),
    "settle": both("复核申诉", "Decide an appeal"),
}
