"""A settlement stands for one asset in one currency: so far its deal's only one, in the receipt's own."""
from django.db import migrations
from django.db.models import OuterRef, Subquery


def from_the_deal(apps, schema_editor):
    deals, receipts = apps.get_model("ip", "Deal").objects, apps.get_model("ledger", "Receipt").objects
    apps.get_model("ip", "Settlement").objects.update(
        asset=Subquery(deals.filter(pk=OuterRef("deal")).values("asset")[:1]),
        currency=Subquery(receipts.filter(pk=OuterRef("receipt")).values("counts_in")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [("ip", "0004_several_assets")]
    operations = [migrations.RunPython(from_the_deal, migrations.RunPython.noop)]
