"""Who sees a decision and who may take part in it."""
from django.db.models import Exists, OuterRef, Q

from accounts.access import holders, others, root_in
from governance.registry import decided_models, duty_models
from record import clock, registry
from record.models import FollowingQuerySet, VisibleQuerySet


class DecisionQuerySet(FollowingQuerySet):
    """Whoever sees what is decided sees how it is decided."""

    def named(self):
        return decided_models()

    def open(self):
        return self.filter(state="open")

    def decidable_by(self, actor):
        """Open, with a seat that this actor may take now: what waits in the inbox."""
        if actor is None or actor.system:
            return self.none()
        return self.under("decidable_by", actor, _waits_for)


def _waits_for(actor) -> Q:
    asked = Exists(seats_for(actor).filter(decision=OuterRef("pk")))
    return Q(asked, ~Exists(_barred(actor)), ~Exists(_spoken(actor)), state="open")


def seats_for(actor):
    """Empty seats that the actor's roles can fill (separation of duties apart)."""
    from governance.models import Seat, Voice

    mine = Q(person=None) & _held(actor) | Q(person__in=actor.same_person)
    empty = ~Exists(Voice.objects.filter(seat=OuterRef("pk")))
    return Seat.objects.filter(mine, empty, institution=actor.institution)


def _held(actor) -> Q:
    """Seats and duties of the own institution whose capability the actor holds where they ask for it (`Asked`)."""
    everywhere = [capability for capability in actor.capabilities if actor.may_all(capability)]
    held = Q(capability__in=everywhere)
    for capability, scopes in actor.capabilities.items():
        if scopes and capability not in everywhere:
            held |= Q(capability=capability) & (Q(scope__in=scopes) | Q(unit__uid__in=scopes))
    return held


def _barred(actor):
    from governance.models import Excluded

    return Excluded.objects.filter(decision=OuterRef("pk"), person__in=actor.same_person)


def _spoken(actor):
    from governance.models import Voice

    return Voice.objects.filter(decision=OuterRef("pk"), membership__person__in=actor.same_person)


def has_spoken(actor, decision) -> bool:
    """Whether the person, by whatever account and for whichever party, said something to this: nobody concludes for one party
    with themselves for another (民法典 art. 168)."""
    return decision.voices.filter(membership__person__in=actor.same_person).exists()


def is_barred(actor, decision) -> bool:
    """Whether the person, by whatever account, prepared this or gains from it."""
    return decision.excluded.filter(person__in=actor.same_person).exists()


def deciders_of(decision, seat):
    """Memberships that can fill a seat today: empty means that nobody can, and the page says so."""
    from accounts.models import Membership

    today = clock.today(seat.institution.zone)
    if seat.person_id:
        return Membership.objects.current(today).filter(institution=seat.institution, person=seat.person_id)
    able = holders(seat.capability, seat.institution_id, *seat.scopes, day=today)
    return others(able, decision.excluded.values_list(root_in()), decision.voices.values_list(root_in("membership__person")))


class SeatQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        from governance.models import Decision

        return Q(Exists(Decision.objects.visible_to(actor).filter(pk=OuterRef("decision"))))


class VoiceQuerySet(SeatQuerySet):
    pass


class CommentQuerySet(FollowingQuerySet):
    def named(self):
        return [subject.model for subject in registry.subjects() if subject.parties is not None]


class DueQuerySet(FollowingQuerySet):
    def besides(self, actor) -> Q:
        return Q(institution=actor.institution)


class DutyQuerySet(FollowingQuerySet):
    """Of the own institution, what is owed about something that one sees."""

    def named(self):
        return duty_models()

    def besides(self, actor) -> Q:
        return Q(institution=actor.institution)

    def open(self):
        return self.filter(state="open")

    def doable_by(self, actor):
        """Open, and asked of somebody with a capability that this actor holds there."""
        if actor is None or actor.system:
            return self.none()
        return self.open().filter(_held(actor), institution=actor.institution)


class CalendarDayQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return Q(institution=actor.institution)


class RoleRequestQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        """Whoever reads the people of the institution, and the person concerned."""
        ours = Q(institution=actor.institution) if actor.may_all("people.read") else Q(pk__in=[])
        return ours | Q(membership=actor.membership)


class LinkRequestQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        ours = Q(institution=actor.institution) if actor.may_all("people.manage") else Q(pk__in=[])
        return ours | Q(person=actor.person) | Q(other=actor.person)
