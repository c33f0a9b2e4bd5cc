"""One clause: a rule, what the rule needs to know, and the text."""
from django import forms
from django.utils.translation import gettext_lazy as _

from projects.actions.clauses import made_text
from projects.models import Clause, Project
from projects.terms import RANGES, RULES
from record.pages import ActionForm

NEEDS = {"days": _("Days"), "years": _("Years")}


class ClauseForm(ActionForm):
    """Fields by the rules of the clause's kind: `rule`, a part for each party, the whole, a party, days or years."""

    def __init__(self, *args, project: Project, kind: str, clause: Clause | None = None, joining=(), **kwargs):
        self.kind, self.project = kind, project
        rows = project.participations.parties().select_related("institution")
        self.institutions = [party.institution for party in rows] + list(joining)
        super().__init__(*args, initial=self._initial(clause) | kwargs.pop("initial", {}), **kwargs)
        takes = {need for rule in RULES[kind] for need in rule.takes}
        choices = [(rule.code, rule.label) for rule in RULES[kind]]
        self.fields["rule"] = forms.ChoiceField(label=_("Rule"), choices=choices, widget=forms.RadioSelect)
        if "parts" in takes:
            for institution in self.institutions:
                self.fields[f"part_{institution.uid}"] = forms.IntegerField(
                    label=_("Part of %(name)s") % {"name": institution.name}, min_value=0, max_value=10**9, required=False
                )
            self.fields["whole"] = forms.IntegerField(
                label=_("Of a whole of"), min_value=1, max_value=10**9, required=False, initial=100,
                help_text=_("100 for per cent; 3 for thirds. The parts sum to it."),
            )  # fmt: skip
        if "party" in takes:
            parties = [("", "–"), *((str(i.uid), i.name) for i in self.institutions)]
            self.fields["party"] = forms.ChoiceField(label=_("The client"), choices=parties, required=False)
        for need in NEEDS.keys() & takes:
            self.fields[need] = forms.IntegerField(label=NEEDS[need], min_value=1, max_value=RANGES[need], required=False)
        for name, label in (("text_en", _("Text in English")), ("text_zh", _("Text in Chinese"))):
            self.fields[name] = forms.CharField(
                label=label, max_length=8000, required=False, widget=forms.Textarea({"rows": 4}),
                help_text=_("Leave it empty and it is made from the rule."),
            )  # fmt: skip

    def _initial(self, clause: Clause | None) -> dict:
        """What holds now; a text that was made from the terms is left empty, so that it follows them."""
        if clause is None:
            return {"rule": RULES[self.kind][0].code}
        terms = clause.terms
        initial = {name: terms[name] for name in ("rule", "whole", "party", "days", "years") if name in terms}
        initial |= {f"part_{part['institution']}": part["part"] for part in terms.get("parts", ())}
        for name, language in (("text_en", "en"), ("text_zh", "zh-hans")):
            made = made_text(self.project, self.kind, terms, self.institutions, language)
            initial[name] = "" if getattr(clause, name) == made else getattr(clause, name)
        return initial

    def groups(self) -> list[tuple]:
        """(which rules ask for them, bound fields): what stands together on the page."""
        found = []
        for need in ("parts", "party", "days", "years"):
            rules = [str(rule.label) for rule in RULES[self.kind] if need in rule.takes]
            if rules:
                names = [*(n for n in self.fields if n.startswith("part_")), "whole"] if need == "parts" else [need]
                found.append((", ".join(rules), [self[name] for name in names]))
        return found

    @property
    def wording(self) -> dict:
        """{"terms", "text_en", "text_zh"}: only what the chosen rule takes."""
        said = self.cleaned_data
        rule = next(rule for rule in RULES[self.kind] if rule.code == said["rule"])
        terms = {"rule": rule.code} | {need: said.get(need) for need in rule.takes if need != "parts"}
        if "parts" in rule.takes:
            parts = [(str(i.uid), said.get(f"part_{i.uid}")) for i in self.institutions]
            terms |= {"whole": said.get("whole"), "parts": [{"institution": u, "part": n} for u, n in parts if n]}
        return {"terms": terms, "text_en": said["text_en"], "text_zh": said["text_zh"]}
