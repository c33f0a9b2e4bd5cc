"""What only a policy asks of money, with the answers of which one is chosen: a row each, its answers one in a line."""
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from ip.forms.editor.base import Data, Part, listed, part, slug, text

CHINESE = re.compile("[\u3400-\u9fff]")


class Circumstance(Part):
    words = ("name",)
    clause = True

    def shape(self):
        self.fields |= {
            "name_en": text(_("What is asked, in English"), most=200), "name_zh": text(_("What is asked, in Chinese"), most=200),
            "options": text(_("Answers, one in a line"), most=2000, rows=4, help_text=_(
                "English | Chinese, or one of the two. Whoever prepares a distribution chooses one.")),
        }  # fmt: skip

    def read(self, item: Mapping) -> Data:
        return super().read(item) | {"options": "\n".join(_line(part(option, "name")) for option in listed(item, "options"))}

    def write(self) -> Data:
        item = super().write()
        before = [option for option in listed(self.item, "options") if isinstance(option.get("value"), str)]
        lines = [_words(line) for line in self.typed("options").splitlines() if line.strip(" |｜")]
        by_name = {_line(part(option, "name")): option["value"] for option in before}
        kept = [by_name.get(_line(words), "") for words in lines]
        if len(lines) == len(before):  # an answer that is only called otherwise stays the same answer
            kept = [word or _unless(kept, option["value"]) for word, option in zip(kept, before, strict=True)]
        taken = set(kept)
        options = []
        for number, (words, word) in enumerate(zip(lines, kept, strict=True), 1):
            value = word or slug(words, taken, f"answer_{number}")
            taken.add(value)
            options.append({"value": value, "name": words})
        item.pop("options", None)
        return item | ({"options": options} if options else {})


def _unless(kept: list[str], value: str) -> str:
    return "" if value in kept else value


def _line(words: Mapping) -> str:
    """As it is typed; the bar is left out where one language says which it is by itself."""
    en, zh = (str(words.get(language, "")) for language in ("en", "zh"))
    if en and zh:
        return f"{en} | {zh}"
    alone = en or zh
    return alone if bool(CHINESE.search(alone)) == bool(zh) else f"{en} | {zh}".strip() if en else f"| {zh}"


def _words(line: str) -> Data:
    left, bar, right = line.replace("｜", "|").partition("|")
    if not bar:
        return {"zh" if CHINESE.search(line) else "en": line.strip()}
    return {language: said for language, said in (("en", left.strip()), ("zh", right.strip())) if said}
