"""Where the bars of shares, plans and waterfalls stand: fractions of a width, as SVG attributes (no inline style)."""
from fractions import Fraction
from unicodedata import east_asian_width


def at(share):
    """A fraction of the width as an SVG length, cut (never rounded up) so that bars do not pass the edge."""
    return f"{int(share * 1_000_000) / 10_000:g}%"


def spans(parts):
    """Weights in their order → (left, width) of each, as SVG lengths; the whole is their sum."""
    whole, left, found = sum(parts), 0, []
    for part in parts:
        found.append((at(Fraction(left, whole)), at(Fraction(part, whole))) if whole else ("0%", "0%"))
        left += part
    return found


def waterfall(rows):
    """Rows with `amount` and `start` (minor units, counted from the left) → (left, width) against the largest end."""
    full = max((row["start"] + abs(row["amount"]) for row in rows), default=0)
    if not full:
        return [("0%", "0%") for _ in rows]
    return [(at(Fraction(row["start"], full)), at(Fraction(abs(row["amount"]), full))) for row in rows]


WIDE, HIGH, LEFT, BELOW, ABOVE = 480, 230, 8, 34, 18  # the plane of a plot and its margins, in units of its viewBox


def plot(lines, marks, right, height):
    """Lines of `points` (x from 0 to `right`, y from 0 to `height`) → their paths, and where each mark stands."""
    def place(x, y):
        across = LEFT + Fraction(x) / (right or 1) * (WIDE - 2 * LEFT)
        down = HIGH - BELOW - Fraction(y) / (height or 1) * (HIGH - BELOW - ABOVE)
        return " ".join(f"{n // 10}.{n % 10}" for n in (int(across * 10), int(down * 10)))

    paths = [line | {"d": "M" + "L".join(place(x, y) for x, y in line["points"])} for line in lines]
    placed = [mark | {"x": place(mark["at"], 0).split()[0]} for mark in marks]
    return paths, placed


ACROSS, BAR, SLOT, FULL = 165, 9, 34, 220  # of a flow: from column to column, a node, its label, the whole amount
LINE, ROOM, MOST = 13, 24, 3  # of a label: from line to line, Latin letters in one (a Chinese one takes the room of two), lines


def wrapped(text):
    """A label as lines that fit beside their node; a word that is longer than a line is divided."""
    lines = [""]
    for word in _words(text):
        if lines[-1] and _width(lines[-1] + word.rstrip()) > ROOM:
            lines.append("")
        lines[-1] += word
    lines = [line.strip() for line in lines]
    return lines if len(lines) <= MOST else [*lines[: MOST - 1], lines[MOST - 1][:-1] + "…"]


def _words(text):
    """Where a line may end: behind a space, behind a Chinese letter, and inside what is too long for a line."""
    word = ""
    for letter in text:
        if word and (_width(word + letter) > ROOM or _width(letter) == 2):
            yield word
            word = ""
        word += letter
        if letter == " " or _width(letter) == 2:
            yield word
            word = ""
    if word:
        yield word


def _width(text):
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _ribbon(x1, x2, from_top, to_top, to_foot, from_foot):
    """From the right edge of one node to the left edge of another."""
    bend = (x1 + x2) // 2
    over = f"M{x1} {from_top}C{bend} {from_top} {bend} {to_top} {x2} {to_top}V{to_foot}"
    return f"{over}C{bend} {to_foot} {bend} {from_foot} {x1} {from_foot}Z"


def flow(nodes, links):
    """Nodes {key, level, label, amount} and links {of, to, amount} → both with their places, and the size of the drawing.

    A node is as high as its amount against the largest; what has a label keeps room for it. Links leave and arrive in
    the order in which they are given.
    """
    whole = max((node["amount"] for node in nodes), default=0) or 1
    down: dict = {}
    placed = {}
    for node in nodes:
        high = max(1, node["amount"] * FULL // whole)
        top = down.get(node["level"], 0)
        lines = wrapped(node["label"])
        down[node["level"]] = top + max(high + 6, SLOT + LINE * (len(lines) - 1))
        placed[node["key"]] = node | {"x": node["level"] * ACROSS, "y": top, "high": high, "lines": lines}
    left, arrived = dict.fromkeys(placed, 0), dict.fromkeys(placed, 0)
    ribbons = []
    for link in links:
        start, end = placed[link["of"]], placed[link["to"]]
        high = link["amount"] * FULL * 10 // whole  # tenths, as all that follows
        y1, y2 = start["y"] * 10 + left[link["of"]], end["y"] * 10 + arrived[link["to"]]
        left[link["of"]] += high
        arrived[link["to"]] += high
        d = _ribbon(start["x"] + BAR, end["x"], *(f"{y // 10}.{y % 10}" for y in (y1, y2, y2 + high, y1 + high)))
        ribbons.append(link | {"d": d, "strand": end["strand"], "tint": end["tint"]})
    levels = max((node["level"] for node in nodes), default=0) + 1
    return list(placed.values()), ribbons, levels * ACROSS, max(down.values(), default=0)
