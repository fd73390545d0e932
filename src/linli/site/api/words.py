"""What is said about the interface, in both languages."""

from __future__ import annotations

from linli.core.charter.text import Text
from linli.rest.problems import lang

POINTS = (
    Text(zh="公开的内容不用令牌就能读。", en="What is public is read without a token."),
    Text(zh="令牌替生成它的人办事：每次请求用 organ 写明以哪个身份，绝不超出本人的权限。"
            "浏览器的登录（cookie）在这里不起作用。",
         en="A token acts for the person who made it, in a capacity (`organ`) that each request names, and never for "
            "more than that person may do. Cookies open nothing here."),
    Text(zh="句子用 Accept-Language 要的语言（中文或英文）；出错的回答两种都有。",
         en="Sentences come in the language of `Accept-Language` (Chinese or English); problems carry both."),
    Text(zh="列表分页读：把上一页的 next 作为 cursor 发回。中途有新内容，也不会漏读、重读。",
         en="Lists are read page by page: send `next` back as `cursor`. What is added meanwhile is neither read twice "
            "nor makes anything be missed."),
    Text(zh="每次读取都有 ETag：读取时作为 If-None-Match 发回，没有变化就回 304；"
            "办事时作为 If-Match 发回，别人先动过就不办。",
         en="Every reading has an `ETag`. Send it back as `If-None-Match` to be told only of changes, and with a deed "
            "as `If-Match` so that nothing is done where somebody else was quicker."),
    Text(zh="办事时带上自己起的 Idempotency-Key：网络断了重发，也只办一次；同一个键发来不同的内容，不办（422）。",
         en="A deed with an `Idempotency-Key` of your own, sent again after a broken connection, happens once. The "
            "same key with another content is refused (422)."),
    Text(zh="每分钟最多：不用令牌读 120 次，用令牌读 600 次，办事 60 次。超过的，等 Retry-After 秒。",
         en="In a minute at most 120 readings without a token, 600 with one, and 60 deeds; beyond that wait for "
            "`Retry-After` seconds."),
    Text(zh="打不开的令牌，同一个地址一刻钟内最多试 100 次，其中同一个令牌 20 次；有效的令牌不受影响。",
         en="Tokens that open nothing are answered 100 times in a quarter of an hour from one address, 20 times for "
            "one token; valid ones are not held up by them."),
)  # fmt: skip
"""How it works, point by point."""
ABOUT = (
    "Everything that the pages of Linli show and do, for programs: the same gates, the same deeds, the same "
    "refusals.\n\n" + "\n".join(f"- {one.en}" for one in POINTS)
)
EXAMPLE = """\
curl HOST/api/v1/communities
curl -H "Accept-Language: en" "HOST/api/v1/communities/SLUG/matters?status=open"
curl -X POST HOST/api/v1/communities/SLUG/matters/2026/17/acts \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -H "Idempotency-Key: lamps-vote-1" -H 'If-Match: "12.…"' \\
  -d '{"do": "vote", "organ": "residents", "choice": "yes"}'
"""
_TITLES = {
    "communities": Text(zh="社区和组织", en="Communities and organs"),
    "places": Text(zh="行政区划", en="Places"),
    "people": Text(zh="人员", en="People"),
    "matters": Text(zh="事项", en="Matters"),
    "sittings": Text(zh="会议", en="Sittings"),
    "discussion": Text(zh="讨论", en="Discussion"),
    "moderation": Text(zh="讨论管理", en="Moderation"),
    "opinions": Text(zh="意见图", en="Opinion maps"),
    "models": Text(zh="范本", en="Models"),
    "personal-data": Text(zh="个人信息", en="Personal data"),
    "publications": Text(zh="公开、工作台、记录", en="Disclosures, desks, the record"),
}


def title(part: str) -> str:
    """What a part of the interface is called."""
    return _TITLES[part].in_(lang())
