"""The sentences of the interface for programs, in both languages."""

from linli.core.charter.text import both as _

KINDS = {
    "refused": _("章程不允许", "The charter does not allow this"),
    "forbidden": _("您不能这样做", "This is not for you to do"),
    "stale": _("您看过之后，这里已经有了变化", "It has changed since you looked"),
    "invalid": _("请求里有填得不对的地方", "Something in the request is not right"),
    "unreadable": _("请求无法读取", "The request cannot be read"),
    "unauthenticated": _("需要有效的令牌", "A valid token is needed"),
    "scope": _("这个令牌没有这项权限", "The token does not carry this permission"),
    "not-found": _("没有这个内容", "There is nothing here"),
    "method": _("这个地址不支持这种方法", "This address does not take this method"),
    "too-large": _("请求太大了", "The request is too large"),
    "too-many": _("请求太频繁，请稍后再试", "Too many requests; try again a little later"),
    "failed": _("服务器出错了，什么都没有改动", "The server failed; nothing was changed"),
}
"""What can go wrong, each with a title of its own; the word is part of the problem's ``type``."""

HINTS = {
    "refused": _(
        "章程的哪一条不允许、依据是什么、可以改做什么，见 clause 和 instead。事项没有变化。",
        "`clause` names the clause that forbids it, with its source; `instead` says what helps. "
        "Nothing was changed.",
    ),
    "forbidden": _(
        "换一个有资格的身份（organ），或者请有资格的人来做，见 instead。",
        "Act for another organ of yours (`organ`), or leave it to somebody who may; see `instead`.",
    ),
    "stale": _(
        "重新读取，看看变化，再决定是否还要做。", "Read it again, look at what is new, then decide anew."
    ),
    "invalid": _(
        "errors 逐条写明哪里不对；改好再发。",
        "`errors` says of each thing where it is and why; mend and resend.",
    ),
    "unreadable": _("正文要用 UTF-8 编码的 JSON。", "The body is JSON in UTF-8."),
    "unauthenticated": _(
        "在「接口令牌」页面生成令牌，放在 Authorization: Bearer 里；过期或停用的令牌请换新的。",
        "Make a token on the page “Access tokens” and send it as `Authorization: Bearer`; "
        "replace one that has expired or was revoked.",
    ),
    "scope": _(
        "重新生成一个带有所需权限的令牌。", "Make a token that carries the permission named in `needs`."
    ),
    "not-found": _(
        "检查地址；不该看到的内容也这样回答。",
        "Check the address. What a reader may not know of is answered in the same way.",
    ),
    "method": _("支持的方法见 Allow。", "`Allow` names the methods."),
    "too-large": _("最多 6 MB；更大的文件请在网页上附。", "At most 6 MB; attach larger files on the page."),
    "too-many": _("等 Retry-After 秒。", "Wait for `Retry-After` seconds."),
    "failed": _("请把时间和地址告诉管理员。", "Tell the administrator the time and the address."),
}
"""What to do about each."""

WRONG = {
    "missing": _("缺少这一项。", "This is missing."),
    "extra_forbidden": _("没有这一项。", "There is no such field."),
    "unknown-parameter": _("没有「{name}」这个参数。", "There is no parameter “{name}”."),
    "string_type": _("这里要填文字。", "A text is wanted here."),
    "int_type": _("这里要填整数。", "A whole number is wanted here."),
    "int_parsing": _("这里要填整数。", "A whole number is wanted here."),
    "bool_type": _("这里要填 true 或 false。", "true or false is wanted here."),
    "bool_parsing": _("这里要填 true 或 false。", "true or false is wanted here."),
    "literal_error": _("这里只能填：{expected}。", "This is one of: {expected}."),
    "list_type": _("这里要填一个列表。", "A list is wanted here."),
    "dict_type": _("这里要填一个对象。", "An object is wanted here."),
    "string_too_long": _("最多 {max_length} 个字。", "At most {max_length} characters."),
    "string_too_short": _("不能为空。", "This cannot be empty."),
    "string_pattern_mismatch": _("写法不对。", "This is not written as it must be."),
    "greater_than_equal": _("不能小于 {ge}。", "At least {ge}."),
    "less_than_equal": _("不能大于 {le}。", "At most {le}."),
    "too_long": _("最多 {max_length} 项。", "At most {max_length} of them."),
    "union_tag_invalid": _("「do」只能填：{expected_tags}。", "`do` is one of: {expected_tags}."),
    "union_tag_not_found": _("请用「do」写明做什么。", "Say with `do` what is to be done."),
    "string_unicode": _("文字里有残缺的字符，无法保存。", "The text holds half a character, which cannot be kept."),
    "null_character": _("文字里有看不见的空字符（NUL），无法保存。",
                        "The text holds an invisible null character (NUL), which cannot be kept."),
    "timezone_aware": _("时间要带时区，例如 2026-03-02T09:00:00+08:00。",
                       "A moment is written with its zone, as in 2026-03-02T09:00:00+08:00."),
    "moment_range": _("年份不对，请检查日期。", "This year cannot be meant; look at the date again."),
    "cursor": _("这个游标用不了，请从头读起。", "This cursor cannot be used; begin again without it."),
    "base64": _("文件内容要用 base64 编码。", "The content of a file is written in base64."),
    "too-many-bytes": _("文件太大。", "The file is too large."),
    "key": _("幂等键最多 64 个字符，只能用字母、数字和 _ . : -。",
             "An idempotency key has up to 64 letters, digits and _ . : -."),
    "key-used": _("这个幂等键已经用于内容不同的请求，那一次的已经记下，这一次什么都没有做。新的请求请换一个新的键。",
                  "This idempotency key was used for a request with other content. That one stands, and nothing was "
                  "done now. Send what is new with a new key."),
    "key-long": _("一次办理几件的，幂等键最多 40 个字符。",
                  "For several at once an idempotency key has up to 40 characters."),
    "twice": _("这一件写了两次。", "This one is named twice."),
    "of-one-matter": _("这一项只能对一件事项说，批量办理时不写。",
                       "This is said of one matter only; leave it out for several at once."),
    "version": _("If-Match 要写读取事项时得到的 ETag。", "If-Match is the ETag that reading the matter gave."),
    "other": _("填得不对。", "This is not right."),
}  # fmt: skip
"""What can be wrong with one thing that was sent, by a stable word."""

NEEDS_TOKEN = _(
    "请用令牌登录：Authorization: Bearer <令牌>。", "Send a token: Authorization: Bearer <token>."
)
BAD_TOKEN = _("令牌不对，或者已经过期、停用。", "The token is wrong, has expired or was revoked.")
TRIED = _(
    "令牌不对，或者已经过期、停用，又试得太多了：等 Retry-After 秒。有效的令牌马上能用，不用等。",
    "The token is wrong, has expired or was revoked, and was tried too often: wait for `Retry-After` seconds. "
    "A valid token is taken at once.",
)
NEEDS_SCOPE = _("这个操作需要令牌带有权限「{scope}」。", "This needs a token with the permission “{scope}”.")
