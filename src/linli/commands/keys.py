"""`linli charter keys`: the reference of the language, with an example of every key."""

from __future__ import annotations

from collections.abc import Iterator

import click

from linli import charters
from linli.core.charter.keys import Key, reference
from linli.core.charter.keys.example import example
from linli.core.charter.keys.parts import PARTS
from linli.core.charter.keys.vocabulary import vocabulary

_HEAD = """\
# 章程语言：每个键 · Every key of the charter language

由 `./linli charter keys` 从语言的模型写出，不要手改；例子取自 `charters/` 里的章程。
怎样读章程，见 [The charter language](charter-language.md)。

Written by `./linli charter keys` from the model of the language; do not edit.
Examples are taken from the charters in `charters/`.
[The charter language](charter-language.md) tells how the keys work together.
"""


@click.command()
def keys() -> None:
    """Every key of the language: what it means, how it is written, an example (Markdown, in both languages)."""
    click.echo("\n".join(_lines()))


def _lines() -> Iterator[str]:
    yield _HEAD
    found = reference([*(charters.read(slug) for slug in charters.slugs()), example()])
    for part, those in found.items():
        zh, en = PARTS[part]
        yield f'## <a id="{part.lower()}"></a>{zh} · {en}\n'
        for key in those:
            yield from _key(key)
    for anchor, (zh, en), words in vocabulary():
        yield f'## <a id="{anchor}"></a>{zh} · {en}\n'
        yield "| | 中文 | English |\n|---|---|---|"
        yield from (f"| `{name}` | {means[0]} | {means[1]} |" for name, means in words)
        yield ""


def _key(key: Key) -> Iterator[str]:
    must = ("必须写", "must be there") if key.required else ("可以不写", "may be absent")
    if key.default:
        must = f"不写就是 `{key.default}`", f"`{key.default}` when absent"
    yield f'### <a id="{key.anchor}"></a>`{key.name}`'
    yield f"{key.means[0]} 写法：{key.written[0]}。{must[0]}。\n"
    yield f"{key.means[1]} Written: {key.written[1]}; {must[1]}.\n"
    assert key.example is not None, (
        f"no charter shows the key {key.part}.{key.name}: add it to keys/example.py"
    )
    yield f"```yaml\n{key.example.text}\n```"
    yield f"`{key.example.charter.slug}`\n"
