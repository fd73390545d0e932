"""Text in both languages."""

from typing import Literal

from linli.core.charter.part import Part

Lang = Literal["zh", "en"]


class Text(Part):
    """One saying in Chinese and in English; both are always there."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The saying in ``lang``."""
        return self.zh if lang == "zh" else self.en


def both(zh: str, en: str) -> Text:
    """A saying in both languages."""
    return Text(zh=zh, en=en)
