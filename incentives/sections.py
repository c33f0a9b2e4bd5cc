"""What incentives show on pages below: what I am owed, in the inbox; since when, beside an amount of a statement."""
from django.db.models import Count, Sum
from django.urls import reverse

from incentives.models import Reward
from record import clock
from record.registry import Section, add_sections


def _mine(actor, subject) -> dict | None:
    """Sums of the actor's own rewards by currency and state; nobody else's."""
    mine = Reward.objects.visible_to(actor).filter(person__in=actor.same_person, kind="money").exclude(state="refused")
    sums = mine.order_by().values("currency", "state").annotate(sum=Sum("amount"), count=Count("pk"))
    sums = list(sums.order_by("currency", "state"))
    labels = dict(Reward.State.choices)
    rows = [{**row, "label": labels[row["state"]]} for row in sums]
    return {"rows": rows, "url": reverse("incentives:rewards")} if rows else None


def _term(actor, line) -> dict | None:
    """Since when an amount of a distribution is owed, and until when."""
    reward, today = Reward.objects.visible_to(actor).filter(line=line).first(), clock.today(actor.zone)
    return {"reward": reward, "late": reward.is_late(today)} if reward else None


add_sections(Section("why", "incentives/section/term.html", _term, column="aside"))
add_sections(Section("inbox", "incentives/section/mine.html", _mine, order=20, column="aside"))
