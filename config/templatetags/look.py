"""The parts of a page as tags; `docs/look.md` lists them. A part sees only what it is given here."""
from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from config import difference
from config.trail import trail
from record import wording
from record.models import new_uid
from record.texts import both

register = template.Library()

TONES = ("", "ok", "wait", "bad")


# Words with a mark


@register.simple_tag
def state(word, tone=""):
    return format_html('<span class="{}">{}</span>', _classes("state", _tone(tone)), word)


@register.simple_tag
def party(name, strand=None, url="", tint=0):
    """An institution (or whoever acts for it) in the colour and pattern of its strand, 1 to 5, in a lighter `tint` 2 or 3 where
    colours come again."""
    inside = format_html('<a href="{}">{}</a>', url, name) if url else name
    return format_html('<span class="{}">{}</span>', _classes("party", _strand(strand), f"tint-{tint}" if tint else ""), inside)


@register.filter
def strand(number):
    """The class of a party's strand; from the fifth on all share the grey one."""
    return _strand(number)


# Boxes


@register.simple_block_tag(end_name="endpanel")
def panel(content, title="", aside="", url="", id="", foot="", body=False):
    """The one box. `url` makes the aside a link; `body` pads the content, tables and lists go without."""
    given = {"content": content, "title": title, "aside": aside, "url": url, "id": id, "foot": foot, "body": body}
    return _part("panel", given)


@register.simple_block_tag(end_name="endnote")
def note(content, tone="wait", title=""):
    return _part("note", {"content": content, "tone": _tone(tone), "title": title})


@register.simple_block_tag(end_name="endfact")
def fact(content, label, note=""):
    """One figure of the line under the title, with what it means beside it."""
    return _part("fact", {"content": content, "label": label, "note": note})


@register.simple_block_tag(end_name="endpair")
def pair(content, label, tone=""):
    """A row of <dl class="pairs">; tone "num" sets the value right, "strong" the total."""
    return _part("pair", {"content": content, "label": label, "tone": tone})


@register.simple_block_tag(end_name="endempty")
def empty(content, title):
    """A list without rows says what would stand here and how to begin; the content may hold .acts."""
    return _part("empty", {"content": content, "title": title})


@register.simple_block_tag(end_name="endvoice")
def voice(content, mark="", when=""):
    """A row of <ol class="voices">: mark ok, wait, bad, due (!) or "" for not yet."""
    signs = {"ok": "✓", "wait": "→", "bad": "✕", "due": "!", "": "○"}
    given = {"content": content, "sign": signs[mark], "tone": "wait" if mark == "due" else mark, "when": when}
    return _part("voice", given)


@register.simple_block_tag(end_name="endstep")
def step(content, number, aside=""):
    return _part("step", {"content": content, "number": number, "aside": aside})


@register.simple_block_tag(end_name="endconfirm")
def confirm(content, label, tone="", whole=False, opened=False):
    """A button that opens what it asks (reasons, the form that does it) beneath itself; works without script.

    `opened`: it stands open already, because what was typed in it came back with an error.
    """
    return _part("confirm", {"content": content, "label": label, "tone": tone, "whole": whole, "opened": opened})


@register.simple_block_tag(end_name="endtrimmed")
def trimmed(content):
    """The content without its outer space: with `as`, the layout knows whether a block is empty."""
    return mark_safe(content.strip())


# Forms


@register.inclusion_tag("parts/field.html")
def field(bound, tone=""):
    """A bound form field with label, reason and errors; a field of choices becomes a group."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {"field": bound, "tone": tone, "tick": kind == "checkbox" and not bound.use_fieldset}


@register.inclusion_tag("parts/worded.html")
def worded(fields, stem):
    """The two fields of one text, the reader's language first. `fields`: a form, or the bound fields of a row by name."""
    return {"fields": [fields[name] for name in both(stem)]}


@register.inclusion_tag("parts/errors.html")
def errors(form):
    """The summary above a form: what is wrong, each a link to its field."""
    return {"form": form, "wrong": [form[name] for name in form.fields if name in form.errors]}


@register.simple_tag
def once():
    """The hidden key by which a form that is sent twice acts once, where no ActionForm brings it."""
    return format_html('<input type="hidden" name="key" value="{}">', new_uid())


@register.inclusion_tag("parts/form_body.html")
def form_body(form, submit="", cancel=""):
    """All that stands inside <form method="post">: token, summary, fields (an ActionForm's key among them), button."""
    return {"form": form, "submit": submit, "cancel": cancel}


# Lists


@register.inclusion_tag("parts/th.html", takes_context=True)
def th(context, label, key, tone=""):
    """A heading that sorts by `key` (?sort=key, ?sort=-key)."""
    now = context["request"].GET.get("sort", "")
    given = {"label": label, "tone": tone, "order": {key: "ascending", "-" + key: "descending"}.get(now, "")}
    return given | {"url": _address(context, sort="-" + key if now == key else key, page=None)}


@register.inclusion_tag("parts/pager.html", takes_context=True)
def pager(context, page, total=""):
    """page: Django's Page; total: a sum or remark on what is shown."""
    before = _address(context, page=page.previous_page_number()) if page.has_previous() else ""
    after = _address(context, page=page.next_page_number()) if page.has_next() else ""
    return {"page": page, "before": before, "after": after, "total": total}


@register.inclusion_tag("parts/filters.html", takes_context=True)
def filters(context, form, chips=(), target=""):
    """form: a GET form whose field `q` searches; chips: (label, names of its parameters), each can be taken away."""
    taken = [(label, _address(context, page=None, **dict.fromkeys(names))) for label, names in chips]
    more = any(name != "q" and not field.widget.is_hidden for name, field in form.fields.items())
    return {"form": form, "chips": taken, "target": target, "clear": context["request"].path if chips else "", "more": more}


@register.inclusion_tag("parts/tabs.html")
def tabs(items, label):
    """items: dicts {label, url, current, count}."""
    return {"items": items, "label": label}


@register.inclusion_tag("parts/crumbs.html")
def crumbs(*steps):
    """Pairs label, url, label, url …; a last label without url is the page itself."""
    labels, urls = steps[::2], (*steps[1::2], "")
    return {"steps": list(zip(labels, urls, strict=False))}


@register.inclusion_tag("parts/crumbs.html", takes_context=True)
def way_back(context, cancel, title):
    """The crumbs of a form: where it was come from, by its `cancel` (config/trail.py)."""
    return {"steps": trail(cancel, context.flatten(), title)}


# What other apps contribute


@register.simple_tag(takes_context=True)
def section(context, given):
    """One of `registry.sections(…)`: its own template, which sees only what its app gave, `request` and `today`."""
    around = {name: context.get(name) for name in ("csrf_token", "request", "today")}
    return context.template.engine.get_template(given["template"]).render(context.new(around | given))


# Files, the record, versions


@register.inclusion_tag("parts/file.html")
def file(name, octets, sha256="", url="", remark=""):
    return {"name": name, "size": wording.size(octets), "sha256": sha256, "url": url, "remark": remark}


@register.inclusion_tag("parts/feed.html")
def feed(events):
    """events: dicts {sentence, at, strand}, newest first, as record.feed gives them."""
    return {"events": events}


@register.inclusion_tag("parts/diff.html")
def diff(rows, old, new):
    """rows: (label, old text, new text); old, new: the names of the two versions."""
    return {"rows": [(label, *difference.difference(a, b)) for label, a, b in rows], "old": old, "new": new}


def _part(name, given):
    return render_to_string(f"parts/{name}.html", given)


def _address(context, **changes):
    """This page's address with some parameters changed; None takes one away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return "?" + query.urlencode()


def _classes(*names):
    return " ".join(filter(None, names))


def _tone(tone):
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"tone {tone!r}: one of {TONES}")
    return tone


def _strand(number):
    return f"s{min(number, 5)}" if number else ""
