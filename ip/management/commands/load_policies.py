"""Load published formulas (ip/policies/*.json) as drafts of an institution's sharing policy, or only check that they read.

    manage.py load_policies --template-only
    manage.py load_policies --institution UID --applies-by received us-yale cn-nwafu-transfer
    manage.py load_policies --institution UID --applies-by received --answer tiering=slab us-kstate-ongoing

Drafts only: publishing takes an approver, and what a template still asks must be answered before. A formula that stands
there already, with the same answer, is left as it is.
"""
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from accounts.access import holders
from accounts.actors import actor_of
from ip import actions, refusals
from ip.models import Deal, PolicyVersion, SharingPolicy
from ip.policies import published
from ip.rules import Refused, answered, fingerprint, read_policy
from ip.rules.policy import APPLIES_BY
from partners.models import Institution
from record import clock
from record.errors import DomainError


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("formulas", nargs="*", help="ids, such as us-yale; all of them if none is named")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--institution", metavar="UID", help="whose drafts they become")
        where.add_argument("--template-only", action="store_true", help="read and list them, write nothing")
        parser.add_argument("--applies-by", choices=APPLIES_BY, default="", help="which date picks the version, where the source is silent")
        parser.add_argument("--answer", nargs="+", metavar="KEY=VALUE", default=[], help="what a template asks, where the answer is a word")
        parser.add_argument("--deals", nargs="+", choices=Deal.Kind.values, default=["licence", "assignment"], help="for which deals")
        parser.add_argument("--by", metavar="EMAIL", help="who drafts them; else the first administrator or finance officer")

    def handle(self, *, formulas, institution, template_only, applies_by, answer, deals, by, **options):
        with override("en"):
            chosen = self._chosen(formulas, dict(pair.partition("=")[::2] for pair in answer))
            if template_only:
                return self._list(chosen)
            actor = self._actor(institution, by)
            if not applies_by and (silent := [key for key, (_document, policy) in chosen.items() if policy.asks_date]):
                raise CommandError(
                    f"The source of {', '.join(silent)} does not say which date picks the version: add --applies-by "
                    f"with one of {', '.join(APPLIES_BY)}."
                )
            for key, (document, policy) in chosen.items():
                self._load(actor, key, document, applies_by if policy.asks_date else "", deals)

    def _chosen(self, formulas, answers) -> dict:
        known = published()
        if unknown := [key for key in formulas if key not in known]:
            raise CommandError(f"{', '.join(unknown)}: no such formula. There are {', '.join(known)}.")
        chosen = {}
        for key in formulas or known:
            try:
                chosen[key] = self._answered(known[key], answers)
            except Refused as refused:
                raise CommandError(f"{key}: {refusals.sentence(refused)}") from None
        return chosen

    def _answered(self, document, answers) -> tuple:
        """The document with those of the answers that it asks for, and what it states."""
        asked = {question.key for question in read_policy(document).questions} & answers.keys()
        document = answered(document, **{key: answers[key] for key in asked}) if asked else document
        return document, read_policy(document)

    def _list(self, chosen) -> None:
        for key, (_document, policy) in chosen.items():
            asks = "asks which date picks the version" if policy.asks_date else f"picked by {policy.applies_by}"
            asks = "; ".join([asks, *(f"asks {question.key}" for question in policy.questions if question.words.data())])
            what = f"{policy.name.say('en')}, {policy.institution.say('en')}"
            self.stdout.write(f"{key}: {what}; {policy.currency or 'any currency'}; {asks}")

    def _actor(self, uid, email):
        institution = Institution.objects.filter(uid=_uid(uid)).first()
        if institution is None:
            raise CommandError(f"{uid}: no institution has this uid.")
        writers = holders("policy.write", institution, day=clock.today(institution.zone)).select_related("person", "institution")
        writer = (writers.filter(person__email=email.lower()) if email else writers).order_by("pk").first()
        if writer is None:
            raise CommandError(f"Nobody at {institution} may write policies{f' under {email}' if email else ''}.")
        return actor_of(writer)

    def _load(self, actor, key, document, applies_by, deals) -> None:
        document = answered(document, applies_by=applies_by) if applies_by else document
        own = SharingPolicy.objects.visible_to(actor)
        policy = next((row for row in own.order_by("pk") if set(row.deal_kinds) == set(deals)), None)
        versions = PolicyVersion.objects.visible_to(actor).filter(policy=policy, fingerprint=fingerprint(document))
        if policy and versions.exclude(state=PolicyVersion.State.WITHDRAWN).exists():
            self.stdout.write(f"{key}: stands there already")
            return
        try:
            if policy:
                actions.draft_version(actor=actor, policy=policy, document=document)
            else:
                names = {"name_en": "Sharing of income from deals", "name_zh": "成果转化收益分配"}
                actions.open_policy(actor=actor, deal_kinds=deals, document=document, **names)
        except DomainError as error:
            raise CommandError(f"{key}: {error.message}") from None
        self.stdout.write(f"{key}: drafted")


def _uid(text):
    try:
        return UUID(text)
    except ValueError:
        raise CommandError(f"{text} is not a uid.") from None
