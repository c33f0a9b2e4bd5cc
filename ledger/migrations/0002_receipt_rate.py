"""A receipt counts in a currency that may not be its own. What stands counts in its own."""
from django.db import migrations, models
from django.db.models import F


def own_currency(apps, schema_editor):
    apps.get_model("ledger", "Receipt").objects.update(counts_in=F("currency"), converted=F("amount"))


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.AddField("receipt", "counts_in", models.CharField(default="", max_length=3, verbose_name="counts in"),
                            preserve_default=False),
        migrations.AddField("receipt", "converted", models.BigIntegerField(default=0, verbose_name="converted"),
                            preserve_default=False),
        migrations.AddField("receipt", "rate", models.CharField(blank=True, max_length=24, verbose_name="rate")),
        migrations.AddField("receipt", "rate_source", models.CharField(blank=True, max_length=200, verbose_name="source of the rate")),
        migrations.RunPython(own_currency, migrations.RunPython.noop),
    ]
