"""Where a rule comes from, in a few words."""

from linli.core.charter.explain.voice import Voice
from linli.core.charter.model import Charter
from linli.core.charter.source import Source
from linli.core.charter.standard import STANDARD_CHARTER


def source(source: Source | None, v: Voice) -> str:
    """The source in words; empty where there is none."""
    if source is None:
        return ""
    said = v.items((_document(source, v), _law(source, v), _assumed(source, v), _recommended(source, v)))
    mark = v.say("（待核对法律原文）", " (legal text still to be checked)") if source.check else ""
    return f"{said}{mark}".strip()


def _document(source: Source, v: Voice) -> str:
    if not source.doc:
        return ""
    document = next(
        (c.sources[source.doc] for c in (v.charter, *v.bases.values()) if source.doc in c.sources), None
    )
    title = v.quote(v.text(document) if document else source.doc)
    section = source.section or (document.section if document else "")
    article = "" if source.law else source.article
    return title + _numbered(section, ("节", "section"), v) + _article(article, v)


def _law(source: Source, v: Voice) -> str:
    if not source.law:
        return ""
    law = v.bases.get(source.law)
    title = _dated_title(law, v) if law else source.law
    chapter = "" if source.doc else source.section
    return title + _numbered(chapter, ("章", "chapter"), v) + _article(source.article, v)


def _dated_title(law: Charter, v: Voice) -> str:
    year = law.version[:4]
    return v.text(law.title) + v.say(f"（{year}）", f" ({year})")


def _article(article: str, v: Voice) -> str:
    return _numbered(article, ("条", "article"), v)


def _numbered(numbers: str, kind: tuple[str, str], v: Voice) -> str:
    """第 9、10 条; ``, articles 9 and 10``."""
    if not numbers or v.lang == "zh":
        return numbers and f"第 {numbers} {kind[0]}"
    several = numbers.split("、")
    return f", {kind[1]}{'s' if several[1:] else ''} {v.list(several)}"


def _assumed(source: Source, v: Voice) -> str:
    if source.assumed is None:
        return ""
    if v.charter.charter == STANDARD_CHARTER:
        return v.say("标准程序设定：", "set by the standard procedure: ") + v.text(source.assumed)
    return v.say("本章程设定：", "set by this charter: ") + v.text(source.assumed)


def _recommended(source: Source, v: Voice) -> str:
    if source.recommended is None:
        return ""
    return v.say("建议：", "recommended: ") + v.text(source.recommended)


def with_source(words: str, given: Source | None, v: Voice) -> str:
    """``words`` with their source in brackets, where they have one of their own."""
    said = source(given, v)
    return v.say(f"{words}（依据：{said}）", f"{words} (source: {said})") if said else words
