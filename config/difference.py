"""What changed between two texts, word by word (a Chinese character is a word)."""
import re
from difflib import SequenceMatcher

_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|\w+|\s+|[^\w\s]")


def difference(old, new):
    """→ (pieces of the old text, pieces of the new one), a piece being (text, changed)."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    olds, news = [], []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if a < b:
            olds.append(("".join(before[a:b]), tag != "equal"))
        if c < d:
            news.append(("".join(after[c:d]), tag != "equal"))
    return olds, news
