"""What finance types about money that came in, was spent, is shared or paid."""
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from ip.forms.editor.numbers import clean_part
from ip.forms.origin import asked_of, circumstance_field, people_know
from ip.models import Asset, Deal, DealReceipt
from ip.rules import Origin, Policy
from ip.rules.formula import ChosenAmount
from ip.rules.origin import OWN
from ip.wording.parts import in_words
from partners.models import Institution
from record.amounts import AmountField, AmountsForm
from record.currencies import CODES, SHARES
from record.pages import ActionForm, day_input


def day_field(label, **more):
    return forms.DateField(label=label, widget=day_input(), **more)


class ReceiptForm(AmountsForm, ActionForm):
    """A bank line for a deal, in any currency. The button says what follows."""

    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CODES], required=False)
    banked = AmountField(label=_("Amount on the bank line"), currency_field="currency")
    withheld = AmountField(label=_("Tax withheld at source"), currency_field="currency", required=False,
                           help_text=_("Counts as received; claimed back with the certificate."))  # fmt: skip
    rate_source = forms.CharField(label=_("Source of the rate"), max_length=200, required=False,
                                  help_text=_("Such as: central parity of the People's Bank of China, 2026-05-04."))  # fmt: skip
    income = forms.ChoiceField(label=_("Kind of income"), choices=[("", "–"), *DealReceipt.Income.choices], required=False,
                               help_text=_("Some policies share a fee otherwise than a royalty."))  # fmt: skip
    received_on = day_field(_("Received on"), help_text=_("The bank's value day, not the day of the invoice."))
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=100, required=False)
    payer = forms.ModelChoiceField(None, label=_("Paid by"), to_field_name="uid", empty_label=None, required=False)
    document = forms.FileField(label=_("Document"), required=False,
                               help_text=_("PDF or image, 50 MB at most; seen by finance, approvers and auditors only."))  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, deal, counts_in: str, actor, **kwargs):
        super().__init__(*args, **kwargs)
        named = {"counts": counts_in}
        self.fields["vat"] = AmountField(label=_("Value-added tax in it, %(counts)s") % named, currency=counts_in, required=False,
                                         help_text=_("Never shared. Leave it empty where the deal is exempt."))  # fmt: skip
        self.fields["rate"] = forms.CharField(
            label=_("Rate, %(counts)s for one") % named, max_length=24, required=False,
            help_text=_("Only for money in another currency than %(counts)s, in which it counts.") % named,
        )  # fmt: skip
        self.fields["currency"].initial = self.own_currency = deal.currency
        self.fields["payer"].queryset = Institution.objects.visible_to(actor).exclude(pk=actor.institution).order_by("name_en", "pk")
        self.fields["payer"].initial = deal.counterparty.uid
        possible = DealReceipt.possible(deal.kind)
        self.fields["income"].choices = [("", "–"), *((word, DealReceipt.Income(word).label) for word in possible)]
        if deal.kind == Deal.Kind.EQUITY:
            self.fields["banked"].label = _("Number of shares, or amount on the bank line")
            self.fields["banked"].help_text = _("Of a company without shares: whole units of its registered capital.")
        if deal.kind == Deal.Kind.OWN:
            self._of_own_profit()

    def _of_own_profit(self) -> None:
        """What an institution earned itself: nobody paid it, and nothing is contained in it that is not shared."""
        for name in ("payer", "bank_reference", "withheld", "vat", "income"):
            del self.fields[name]
        self.fields["banked"].label = _("Operating profit of the year")
        self.fields["banked"].help_text = _("By the yearly statement. A year without profit owes nothing and is not recorded.")
        self.fields["received_on"].label = _("Stated on")
        self.fields["received_on"].help_text = _("The day of the statement: it is that of the year before.")

    def clean_currency(self):
        return self.cleaned_data["currency"] or self.own_currency

    def clean(self):
        if self.cleaned_data.get("income") == DealReceipt.Income.SHARES:
            self.cleaned_data["currency"] = SHARES  # their number is read as such
        said = super().clean()
        return said | {name: said.get(name) or 0 for name in ("withheld", "vat")}


class CostForm(AmountsForm, ActionForm):
    currency = forms.ChoiceField(label=_("Currency"))
    amount = AmountField(label=_("Amount"), currency_field="currency")
    spent_on = day_field(_("Spent on"))
    what = forms.CharField(label=_("What for"), max_length=200, help_text=_("Such as: annuity of the patent, year 4."))
    document = forms.FileField(label=_("Document"), required=False)

    def __init__(self, *args, currencies, pools=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["currency"].choices = [(code, code) for code in currencies]
        if pools:
            named = [("", _("the common one")), *((name, name) for name in pools)]
            self.fields["pool"] = forms.ChoiceField(label=_("Pool"), choices=named, required=False,
                                                    help_text=_("From which costs your policies recover it."))  # fmt: skip


class ReasonsForm(ActionForm):
    reasons = forms.CharField(label=_("Reasons"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class RefundForm(AmountsForm, ReasonsForm):
    """What went back of a receipt; the taxes only where the receipt had any."""

    received_on = day_field(_("Paid back on"), help_text=_("The bank's value day."))
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=100, required=False)
    document = forms.FileField(label=_("Document"), required=False,
                               help_text=_("The credit note or the bank's advice: PDF or image, 50 MB at most."))  # fmt: skip

    def __init__(self, *args, receipt, **kwargs):
        super().__init__(*args, **kwargs)
        money, left = {"currency": receipt.currency}, receipt.left
        self.fields["banked"] = AmountField(label=_("Amount that went back, %(currency)s") % money, **money)
        if left["withheld"]:
            self.fields["withheld"] = AmountField(label=_("Tax withheld at source that falls away, %(currency)s") % money,
                                                  required=False, **money)  # fmt: skip
        if left["vat"]:
            self.fields["vat"] = AmountField(label=_("Value-added tax in it, %(counts)s") % {"counts": receipt.counts_in},
                                             currency=receipt.counts_in, required=False)  # fmt: skip
        self.order_last("received_on", "bank_reference", "document", "reasons")

    def clean(self):
        said = super().clean()
        return said | {name: said.get(name) or 0 for name in ("withheld", "vat")}


class PartsForm(ReasonsForm):
    """Parts that neither clause nor law states: a whole number for each owner of each asset that needs them."""

    def __init__(self, *args, asked: Mapping[Asset, Sequence[Institution]], **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        for asset, owner, name in self._each():
            label = _("Part of %(name)s in %(asset)s") if len(asked) > 1 else _("Part of %(name)s")
            self.fields[name] = forms.IntegerField(label=label % {"name": owner, "asset": asset}, min_value=0, max_value=10**9)
        self.order_last("reasons")
        if not asked:
            self.fields["reasons"].required = False
            self.fields["reasons"].widget = self.fields["reasons"].hidden_widget()

    def _each(self):
        return [(asset, owner, f"part_{asset.uid}_{owner.uid}") for asset, owners in self.asked.items() for owner in owners]

    @property
    def parts(self) -> dict[Asset, dict[Institution, int]]:
        found: dict[Asset, dict[Institution, int]] = {}
        for asset, owner, name in self._each():
            found.setdefault(asset, {})[owner] = self.cleaned_data[name]
        return found


class PercentField(forms.RegexField):
    """A percentage as people type it, "7,5 %" too, to exact text: "7.5"."""

    def __init__(self, **kwargs):
        super().__init__(r"^\d{1,3}(\.\d{1,6})?$", **kwargs)

    def to_python(self, value):
        return clean_part(super().to_python(value) or "")


class PrepareForm(ActionForm):
    """What the policy lets one choose for each receipt, and what it asks of the money that only people know."""

    def __init__(self, *args, policy: Policy, known: Origin, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = {f"choice_{step.key}": step for step in policy.optional}
        self.circumstances = {f"{OWN}{item.key}": item for item in asked_of(policy, known)}
        for name, item in self.circumstances.items():
            self.fields[name] = circumstance_field(item, [("", "–")])
        for name, step in self.choices.items():
            label, clause = in_words(step.name.data()), in_words(step.clause.words.data())
            if isinstance(step, ChosenAmount):
                self.fields[name] = AmountField(label=label, currency=currency, required=False, help_text=clause)
            else:
                self.fields[name] = PercentField(label=_("%(name)s, in percent") % {"name": label}, required=False, help_text=clause)

    @property
    def chosen(self) -> dict:
        return {step.key: self.cleaned_data[name] for name, step in self.choices.items() if self.cleaned_data.get(name)}

    @property
    def said_of_it(self) -> dict[str, str]:
        """What was chosen of the circumstances, by key."""
        return {item.key: self.cleaned_data[name] for name, item in self.circumstances.items()}


class ReleaseForm(ActionForm):
    """To the person whose share it is, or shared with another who was overlooked."""

    part = forms.RegexField(
        r"^\d{1,9}(/\d{1,9}|\.\d{1,6})?$", label=_("Part that stays with %(name)s"), initial="1",
        help_text=_("1 for all of it, or a fraction such as 3/5."),
    )  # fmt: skip
    other = forms.ModelChoiceField(None, label=_("The rest goes to"), to_field_name="uid", required=False, empty_label=_("nobody"))

    def __init__(self, *args, actor, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].label %= {"name": person.name}
        self.fields["other"].queryset = Person.objects.visible_to(actor).exclude(pk=person.pk).order_by("pk")
        self.person = person

    def clean(self):
        said = super().clean()
        part = said.get("part")
        try:
            stays = Fraction(part) if part else Fraction(0)
        except ZeroDivisionError:
            stays = Fraction(-1)
        if part and not 0 <= stays <= 1:
            self.add_error("part", _("Write 1, or a fraction between 0 and 1 such as 3/5."))
        elif part and stays != 1 and not said.get("other"):
            self.add_error("other", _("Say to whom the rest goes."))
        return said

    @property
    def to(self) -> list[tuple[Person, Fraction]]:
        """Persons with their exact parts, none of them zero."""
        stays = Fraction(self.cleaned_data["part"])
        parts = [(self.person, stays), (self.cleaned_data["other"], 1 - stays)]
        return [(person, part) for person, part in parts if part]


class PayForm(ActionForm):
    paid_on = day_field(_("Paid on"))
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=100, required=False)

    def __init__(self, *args, deals: Sequence[Deal] = (), **kwargs):
        """`deals`: where shares are handed over, those in whose companies they are."""
        super().__init__(*args, **kwargs)
        if deals:
            named = [(deal.uid, f"{deal.number} · {deal.counterparty}") for deal in deals]
            self.fields["deal"] = forms.TypedChoiceField(
                label=_("Shares by"), choices=named, coerce={str(deal.uid): deal for deal in deals}.get
            )


class WhatIfForm(ActionForm):
    def __init__(self, *args, currency: str, formulas: Sequence[Policy] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"] = AmountField(label=_("If this came in, %(currency)s") % {"currency": currency}, currency=currency)
        self.fields |= people_know(*formulas)


class DecideForm(ActionForm):
    """A vote from the page of what is decided. `value` is the button that was pressed."""

    value = forms.ChoiceField(choices=[("yes", ""), ("return", ""), ("no", "")])
    reasons = forms.CharField(label=_("Reasons"), max_length=4000, required=False)
