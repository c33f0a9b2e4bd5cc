"""Who sees inventors' shares, and who signs them."""
from django.db.models import Exists, F, OuterRef, Q

from accounts.access import show_people
from ip.access.parts import held, within
from projects.access import places
from record.models import VisibleQuerySet


def _later(of: str):
    """Sets of a higher number that hold from the same day or an earlier one: nothing is left to the set at `of`."""
    from ip.models import ShareSet

    same = {name: OuterRef(f"{of}{name}") for name in ("asset", "institution", "group")}
    return ShareSet.objects.filter(**same, number__gt=OuterRef(f"{of}number"), since__lte=OuterRef(f"{of}since"))


class ShareSetQuerySet(VisibleQuerySet):
    """Shares of one institution's people are seen by its own staff, by the people themselves and by who left it."""

    def seen_by(self, actor) -> Q:
        from ip.models import Departure, Share

        mine = Exists(Share.objects.filter(share_set=OuterRef("pk"), person__in=actor.same_person))
        gone = Exists(Departure.objects.filter(share_set=OuterRef("pk"), person__in=actor.same_person))
        return held(actor, "asset.read", "institution", "asset__project") | Q(mine) | Q(gone)

    def standing(self):
        """Sets that hold for at least one day: not wholly replaced by a higher number."""
        return self.filter(~Exists(_later("")))

    def on(self, asset, institution, day, group=""):
        """The set that holds for a group of an institution's people on a day, the inventors if none is named; or None."""
        begun = self.filter(asset=asset, institution=institution, group=group, since__lte=day)
        return begun.order_by("-number").first()


class ShareQuerySet(VisibleQuerySet):
    """A set is signed knowing all of it: whoever sees the set sees its shares."""

    def seen_by(self, actor) -> Q:
        return within("ShareSet", actor, "share_set")

    def signed(self):
        """Signed under exactly the fingerprint of their set: what may be paid."""
        return self.filter(signature__fingerprint=F("share_set__fingerprint"))

    def unsigned(self):
        """What is held until it is signed; a part that fell to a party needs no signature."""
        return self.filter(party="").exclude(signature__fingerprint=F("share_set__fingerprint"))

    def signable(self):
        return self.filter(~Exists(_later("share_set__")), signature=None, party="")

    def signable_by(self, actor):
        """The actor's own shares that wait for their signature."""
        if actor is None or actor.system:
            return self.none()
        return self.signable().filter(person__in=actor.same_person)


class SignatureQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return within("ShareSet", actor, "share__share_set")


class SigningLinkQuerySet(SignatureQuerySet):
    pass


class SignedPaperQuerySet(SignatureQuerySet):
    def confirmable_by(self, actor):
        """Papers that another person filed and that this actor may confirm: nobody confirms for themselves."""
        if actor is None or actor.system:
            return self.none()
        theirs = held(actor, "shares.confirm", "share__share_set__institution", "share__share_set__asset__project")
        own = Q(filed_by__person__in=actor.same_person) | Q(share__person__in=actor.same_person)
        return self.filter(theirs, state="filed").exclude(own)


class DepartureQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return within("ShareSet", actor, "share_set")

    def confirmable_by(self, actor):
        """Sets after a departure that another person proposed, in which this actor has no part, and never had."""
        if actor is None or actor.system:
            return self.none()
        theirs = held(actor, "shares.confirm", "share_set__institution", "share_set__asset__project")
        return self.filter(theirs, ~Exists(_later("share_set__")), ~own_departure(actor), state="proposed")


def own_departure(actor) -> Q:
    """Whoever proposed it, or has or had a part, is no second person."""
    from ip.models import Share

    parts = Share.objects.filter(Q(share_set=OuterRef("share_set")) | Q(share_set=OuterRef("follows")), person__in=actor.same_person)
    return Q(Exists(parts)) | Q(share_set__proposed_by__person__in=actor.same_person)


@show_people
def sharers(actor) -> Q:
    """Who has a share in a set that one sees."""
    from ip.models import Share, ShareSet

    seen = ShareSet.objects.visible_to(actor)
    return Q(Exists(Share.objects.filter(person=OuterRef("pk"), share_set__in=seen)))


class MeritQuerySet(VisibleQuerySet):
    """The staff of the institution whose people they are, and each person the own."""

    def seen_by(self, actor) -> Q:
        return held(actor, "asset.read", "institution", "asset__project") | Q(person__in=actor.same_person)


def own_inventors(institution: int, asset) -> Q:
    """Persons who may have a share in what an institution (its key) pays to inventors of an asset: those who work or
    worked there, those from outside whom its disclosure names without another institution of the directory, and heirs."""
    from accounts.models import Membership
    from ip.models import Contributor, Share

    member = Membership.objects.filter(person=OuterRef("pk"), institution=institution)
    named = Contributor.objects.filter(Q(institution=None) | Q(institution=institution), person=OuterRef("pk"),
                                       disclosure=asset.disclosure_id)  # fmt: skip
    heirs = Share.objects.filter(person=OuterRef("pk"), share_set__asset=asset, share_set__institution=institution)
    return Q(Exists(member)) | Q(Exists(named)) | Q(Exists(heirs))


def confirms(actor, share_set) -> bool:
    """May be the second person for a signature on paper."""
    return actor.institution == share_set.institution_id and actor.may("shares.confirm", *places(share_set.asset.project))
