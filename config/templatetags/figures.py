"""Amounts, shares and dates as tags, and what is drawn from them; `docs/look.md` lists them.

A tag gives markup for a page; the filter of the same name gives plain text, for titles and sentences.
"""
from django import template
from django.utils.html import format_html

from config import drawing
from record import wording

register = template.Library()


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
register.filter("size", wording.size)
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


@register.inclusion_tag("parts/progress.html")
def progress(done, whole, label, text=""):
    return {"done": done, "whole": whole, "label": label, "text": text}


def _drawn(rows, weight="part"):
    places = drawing.spans([row[weight] for row in rows])
    return [row | {"x": x, "width": width} for row, (x, width) in zip(rows, places, strict=True)]
