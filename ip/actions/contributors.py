"""Who is named in a disclosure: people with and without an account, and never a machine."""
import re
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.models import Membership, Person
from accounts.outsiders import know_person
from ip.models import Contributor, Disclosure
from projects.models import TeamMember
from record.actions import see
from record.errors import Invalid

MOST = 40
# Whole names only: Claude Chappe was an inventor.
_SYSTEMS = re.compile(
    r"(chat)?\s*-?gpt[\w .-]*|claude([ -]*(\d|ai|opus|sonnet|haiku|code).*)?|(google )?gemini([ -]*(\d|pro|ultra|ai).*)?"
    r"|deep\s*seek.*|(github |microsoft )?copilot.*|llama[ \d.-]*|mistral( ai)?|grok.*|dabus|alpha(fold|proof|evolve).*"
    r"|kimi( ai)?|qwen.*|通义千问.*|文心一言.*|文心大模型.*|豆包|智谱.*|讯飞星火.*|腾讯混元.*|盘古大模型|(an? )?(ai|a\.i\.)"
    r"|(an? )?(artificial intelligence|(large )?language model)"
    r"|人工智能|大(语言)?模型|机器人",
    re.IGNORECASE,
)


def check_is_human(*names: str) -> None:
    """Invalid for the name of an AI system: an inventor is who made a creative contribution, so a person."""
    for name in names:
        if _SYSTEMS.fullmatch(" ".join(name.split())):
            raise Invalid(
                _("%(name)s is an AI system and cannot be named: an inventor is a person who made a creative contribution "
                  "to the substance (Implementing Regulations of the Patent Law, art. 14). Declare its use below instead.")
                % {"name": name.strip()},
                field="contributors",
            )  # fmt: skip


def name_contributors(*, actor, disclosure: Disclosure, given: Iterable[Mapping]) -> list[Person]:
    """Write who contributed, in this order, instead of who was named before; part of an action on a draft.

    Each of `given` has `person`, or `name_en`/`name_zh` and `email` of one without an account; `inventor`; `did`; and for
    whom they work: `institution`, or `employer` in words. Who was named before keeps that; of people with an account it is
    the own institution, or that for which they are in the project's team. Invalid(field="contributors").
    """
    given = list(given)
    if len(given) > MOST:
        raise Invalid(_("At most %(most)d people can be named.") % {"most": MOST}, field="contributors")
    people = [_person(actor, said) for said in given]
    if len({person.pk for person in people}) < len(people):
        raise Invalid(_("Somebody is named twice."), field="contributors")
    before = {named.person_id: named for named in disclosure.contributors.select_related("institution")}
    disclosure.contributors.all().delete()
    Contributor.objects.bulk_create(
        Contributor(
            disclosure=disclosure, position=place, person=person, inventor=said.get("inventor", True),
            did=(said.get("did") or "").strip(), **_employer(actor, disclosure, person, said, before.get(person.pk)),
        )
        for place, (person, said) in enumerate(zip(people, given, strict=True), 1)
    )  # fmt: skip
    return people


def _employer(actor, disclosure: Disclosure, person: Person, said: Mapping, before: Contributor | None) -> dict:
    if said.get("institution") or (said.get("employer") or "").strip():
        return {"institution": said.get("institution"), "employer": (said.get("employer") or "").strip()}
    if before:
        return {"institution": before.institution, "employer": before.employer}
    if Membership.objects.filter(person=person, institution=actor.institution).exists():
        return {"institution_id": actor.institution}
    team = TeamMember.objects.filter(project=disclosure.project_id, person=person).order_by("-pk").first()
    if team is None:
        raise Invalid(_("Say for whom %(name)s works.") % {"name": person.name}, field="contributors")
    return {"institution_id": team.institution_id}


def _person(actor, said: Mapping) -> Person:
    if said.get("person"):
        return see(actor, said["person"])
    names = names_of(said, "contributors", _("Give each person a name."))
    if not said.get("institution") and not (said.get("employer") or "").strip():
        raise Invalid(_("Say for whom each person from outside works."), field="contributors")
    return outsider(actor, names, said, "contributors")


def names_of(said: Mapping, field: str, nameless: str) -> tuple[str, str]:
    """Names of a human being in both languages, one of them at least. Invalid, at `field`."""
    names = said.get("name_en") or "", said.get("name_zh") or ""
    check_is_human(*names)
    if not any(name.strip() for name in names):
        raise Invalid(nameless, field=field)
    return names


def outsider(actor, names: tuple[str, str], said: Mapping, field: str) -> Person:
    """Somebody without an account, or who is found by the e-mail. Invalid, at `field`."""
    email = (said.get("email") or "").strip()
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise Invalid(_("%(email)s is not an e-mail address.") % {"email": email}, field=field)
    return know_person(actor=actor, name_en=names[0], name_zh=names[1], email=email, field=field)
