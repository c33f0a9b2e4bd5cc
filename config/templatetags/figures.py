"""Amounts, shares and dates as tags, and what is drawn from them; `docs/look.md` lists them.

A tag gives markup for a page; the filter of the same name gives plain text, for titles and sentences.
"""
from django import template
from django.utils.html import format_html

from config import drawing
from record import wording

register = template.Library()
ROW = 44  # pixels from one bar of a comparison to the next: a line of text and the bar


# Figures and dates


@register.simple_tag
def money(amount, currency):
    return format_html('<span class="amount">{}</span>', wording.money(amount, currency))


@register.simple_tag
def signed_money(amount, currency):
    return format_html('<span class="amount">{}</span>', wording.signed_money(amount, currency))


@register.simple_tag
def percent(part, whole=1, digits=1):
    """A rounded share carries the exact one as its title."""
    text = wording.percent(part, whole, digits)
    if text == wording.percent(part, whole, digits=12):
        return text
    return format_html('<span class="amount" title="{}">{}</span>', wording.fraction(part, whole), text)


@register.simple_tag
def day(date, year=True):
    """Breaks nowhere but beside the year, where a phone's table leaves it no room."""
    whole, rest = wording.day(date, year=year), wording.day(date, year=False)
    held = whole.replace(rest, rest.replace(" ", wording.NBSP)).replace(" 年", wording.NBSP + "年")
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), held)


@register.simple_tag
def moment(instant, year=True):
    return format_html('<time datetime="{}">{}</time>', instant.isoformat(), wording.moment(instant, year=year))


@register.simple_tag
def between(mark):
    """{% between ":" %} after a label, "," and ";" in a list, as the language prints them."""
    return wording.between(mark)


@register.simple_tag(takes_context=True)
def until(context, date, today=None):
    """`today` by argument or from the page's context: no clock is read in a template."""
    return wording.until(date, today or context["today"])


@register.simple_tag
def fingerprint(digest):
    whole = digest.hex() if isinstance(digest, bytes) else digest
    short = wording.fingerprint(digest)
    return format_html('<code class="fingerprint" title="{0}" data-copy="{0}">{1}</code>', whole, short)


register.filter("money", wording.money)
register.filter("figure", wording.figure)
register.filter("unit", wording.unit)
register.filter("to_the_last", wording.to_the_last)
register.filter("size", wording.size)
register.filter("listed", wording.listed)
register.filter("day", wording.day)
register.filter("moment", wording.moment)
register.filter("fingerprint", wording.fingerprint)


# Drawings


@register.inclusion_tag("parts/share_bar.html")
def share_bar(shares, legend=True):
    """shares: dicts {label, part (int), strand, tint, url}; the whole is their sum."""
    return {"rows": _drawn(shares), "legend": legend, "whole": sum(share["part"] for share in shares)}


@register.inclusion_tag("parts/path.html")
def path(milestones, label):
    """milestones: dicts {number, weight (int), state: done, now, failed or "", done: percent of that in work}."""
    return {"rows": _drawn(milestones, weight="weight"), "label": label}


@register.inclusion_tag("parts/waterfall.html")
def waterfall(rows, currency):
    """rows: dicts {label, why, amount, start (minor units from the left), strand, tint, sum: bool, inside: bool}."""
    return {
        "rows": [row | {"x": x, "width": width} for row, (x, width) in zip(rows, drawing.waterfall(rows), strict=True)],
        "currency": currency,
    }


@register.inclusion_tag("parts/flow.html")
def flow(drawn, currency, title):
    """drawn: nodes {key, level, label, amount, strand, tint} and links {of, to, amount} in minor units of the currency."""
    nodes, links, wide, high = drawing.flow(drawn["nodes"], drawn["links"])
    called = {node["key"]: node["label"] for node in nodes}
    said = [f"{called[link['of']]} → {called[link['to']]}: {wording.money(link['amount'], currency)}" for link in links]
    places = [node | {"beside": node["x"] + drawing.BAR + 6, "lines": _lines(node, wording.money(node["amount"], currency))}
              for node in nodes]  # fmt: skip
    return {"nodes": places, "links": links, "wide": wide, "high": high, "title": title, "described": "; ".join(said),
            "bar": drawing.BAR}  # fmt: skip


def _lines(node, amount):
    """(height, class, text) of each line beside a node: its label, then its amount."""
    said = [("", line) for line in node["lines"]] + [("sum", amount)]
    return [(node["y"] + 12 + drawing.LINE * n, tone, text) for n, (tone, text) in enumerate(said)]


@register.inclusion_tag("parts/plot.html")
def plot(figure, title, described):
    """figure: lines {label, strand, dash 0–2, points [(x, y)], last (text)}, marks {at, label}, right and height (ends of the
    axes), across and up (pairs of value and text). The legend says each line's end; `described` is for who does not see it."""
    lines, marks = drawing.plot(figure["lines"], figure["marks"], figure["right"], figure["height"])
    numbered = [mark | {"number": n, "y": 12 + 11 * (n % 2)} for n, mark in enumerate(marks, 1)]
    return {"lines": lines, "marks": numbered, "title": title, "described": described, "across": figure["across"], "up": figure["up"],
            "wide": drawing.WIDE, "high": drawing.HIGH, "floor": drawing.HIGH - drawing.BELOW, "left": drawing.LEFT,
            "right": drawing.WIDE - drawing.LEFT, "top": drawing.ABOVE}  # fmt: skip


@register.inclusion_tag("parts/comparison.html")
def comparison(rows, title, parties):
    """Bars of one whole under each other. rows: {label, text (in words), parts: {label, part (int), strand, tint}}; the dashed
    lines are where the first row divides. parties: {name, strand, tint}, for the legend."""
    drawn = [row | {"parts": _drawn(row["parts"]), "y": number * ROW} for number, row in enumerate(rows)]
    lines = [part["x"] for part in drawn[0]["parts"][1:]] if drawn else []
    return {"rows": drawn, "title": title, "parties": parties, "height": len(drawn) * ROW, "lines": lines}


@register.inclusion_tag("parts/progress.html")
def progress(done, whole, label, text=""):
    return {"done": done, "whole": whole, "label": label, "text": text}


def _drawn(rows, weight="part"):
    places = drawing.spans([row[weight] for row in rows])
    return [row | {"x": x, "width": width} for row, (x, width) in zip(rows, places, strict=True)]
