from django.apps import AppConfig


class Ip(AppConfig):
    """Disclosures, assets, owners and shares, deals, sharing policies, settlements, distributions."""

    name = "ip"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from ip import (  # noqa: F401 - each fills its registry
            decisions,
            due,
            duties,
            events,
            follow,
            mails,
            money_sections,
            sections,
            study_sections,
            subjects,
            vouching,
        )
        from ledger.words import add_posting_kinds

        add_posting_kinds(cost=_("Cost"), settlement=_("Settlement"), distribution=_("Distribution"), hold=_("Hold"), release=_("Release"),
                          opening=_("Opening balance"))  # fmt: skip
