"""After any steps, in any order: the books balance, and every total that is shown equals what the traces say."""
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ip.actions import holds
from ip.models import Cost, Distribution, DistributionLine, Hold
from ip.owed import lines_owed
from ip.standing import life_to_date, open_pool, scope_of
from ledger.balances import total
from ledger.models import Entry, Payment, Receipt
from tests.ip.test_distributions import held
from tests.ip.test_holds import reverse
from tests.world import money

STEPS = ("receive", "share", "cost", "reverse", "hold", "release", "pay")
steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 40_000_000)), min_size=4, max_size=9)


def receive(world, deal, size):
    money.prepared(world, deal, size)


def share(world, deal, size):
    for waiting in Distribution.objects.filter(state="in_approval")[:1]:
        if money.decide(world, waiting).pk != waiting.pk:
            share(world, deal, size)


def cost(world, deal, size):
    money.spent(world, deal.asset, size // 7 + 1)


def reverse_one(world, deal, size):
    posted = list(Distribution.objects.filter(state="posted").order_by("pk"))
    if posted:
        reverse(world, posted[size % len(posted)])


def hold(world, deal, size):
    lines = DistributionLine.objects.filter(distribution__state="posted", person__isnull=False, amount__gt=0, hold=None, payouts=None)
    for line in lines.filter(adjusts=None)[:1]:
        holds.hold_share(actor=world.actor("linhai", "finance"), line=line, reasons="An objection.")


def release(world, deal, size):
    for one in Hold.objects.filter(state="held", line__distribution__state="posted")[:1]:
        other = world.person("linhai", "broker")
        to = [(one.line.person, "2/3"), (other, "1/3")]
        holds.propose_release(actor=world.actor("linhai", "finance"), hold=one, to=to, seen=one.version)
        money.agree(world, one)


def pay(world, deal, size):
    owed: dict = {}
    for line in lines_owed().select_related("person"):
        owed[line.person] = owed.get(line.person, 0) + line.owed
    for person in [person for person, amount in owed.items() if amount > 0][:1]:
        money.paid(world, Distribution.objects.first(), person)


DO = {"receive": receive, "share": share, "cost": cost, "reverse": reverse_one, "hold": hold, "release": release, "pay": pay}


def check(deal):
    scope = scope_of(deal.owner, deal.asset, deal.currency)
    posted = Distribution.objects.filter(state="posted")
    lines = DistributionLine.objects.filter(distribution__in=posted)
    assert total(Entry.objects.all()) == 0
    assert held("bank") == sum(r.amount for r in Receipt.objects.all()) - sum(c.amount for c in Cost.objects.all()) - sum(
        p.amount for p in Payment.objects.all()
    )
    assert -held("undistributed") == sum(r.to_share for r in Receipt.objects.all()) - sum(d.amount for d in posted)
    assert life_to_date(scope) == sum(d.trace["net"] for d in posted) == sum(d.net for d in posted)
    assert open_pool(scope) == sum(c.amount for c in Cost.objects.all()) - sum(line.amount for line in lines if line.kind == "costs")
    assert -held("held") == sum(h.line.amount for h in Hold.objects.exclude(state="released").filter(line__distribution__in=posted))
    assert -held("person") == sum(line.owed for line in lines_owed())
    for distribution in posted:
        assert sum(line.amount for line in distribution.lines.all()) == distribution.amount


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=steps)
def test_totals_follow_from_the_ledger_after_any_steps(world, taken):
    """Examples follow each other on the same books: what holds after any steps holds after all of them."""
    deal = Distribution.objects.order_by("pk").first()
    deal = deal.deal if deal else money.licensed(world)
    for name, size in taken:
        DO[name](world, deal, size)
        check(deal)


def test_a_reversal_restores_every_total(world):
    deal = money.licensed(world)
    money.spent(world, deal.asset, 777_777)
    money.posted(world, deal, 1_234_567)
    before = {entry: held(entry) for entry in ("unit", "person", "office", "costs")}
    second = money.posted(world, deal, 7_654_321)
    reverse(world, second)
    assert {entry: held(entry) for entry in before} == before
    check(deal)
