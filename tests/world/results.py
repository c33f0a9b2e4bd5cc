"""For the walk: results of a running project in every state in which somebody may do something with them."""
import io

from governance.actions import Owed, keep_duties
from governance.models import Decision, Duty
from ip import actions
from ip.fingerprints import deal_fingerprint
from ip.models import Deal, Share
from projects.access import asked_of
from record import clock
from record.actors import System
from record.files import keep
from record.models import Delivery

PDF = b"%PDF-1.4\ntrailer<<>>\n%%EOF"


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """asset (a patent owned by both), older (software), owners of the first, share_set with share (the contributor's), paper
    (the investigator's), token (the viewer's link); a signature; told and told_draft; deal (signed), deal_draft, deal_asked; duty, merit (about the asset);
    departure (of a person with a share in the older), mate (the investigator)."""
    from tests.world import ip

    officer, both = world.actor(home, "officer"), ((home, 1), (partner, 1))
    asset = ip.owned(world, made["project"], at=home, stakes=both, reasons=f"By letter. {mark}", mark=mark)
    older = ip.owned(world, made["project"], at=home, stakes=both, reasons=f"By letter. {mark}", mark=mark, title="Older", kind="software")
    signed = ip.shared(world, older, at=home)
    share_set = ip.shared(world, asset, at=home, sign=False)
    terms = {"at": home, "counterparty": "beizhou" if home != "beizhou" else partner, "terms_en": f"3 % of net sales. {mark}"}
    asked = ip.draft(world, asset, **terms)
    actions.propose_deal(actor=officer, deal=asked, seen=deal_fingerprint(asked))
    heir = {"name_en": f"Heir {mark}", "part": 1}
    gone = actions.propose_departure(
        actor=officer, asset=older, seen=signed.number, person=world.person(home, "viewer"), what="died", on=clock.today(officer.zone),
        version=made["policy_version"], heirs=[heir], reasons=f"The certificate. {mark}",
    )  # fmt: skip
    return {
        "departure": gone, "mate": world.person(home, "investigator"), "asset": asset, "older": older, "owners": asset.ownership_versions.get(), "share_set": share_set,
        **_signing(world, home, share_set, mark),
        "signature": signed.shares.first().signature, "told": ip.disclosure(world, made["project"], at=home, mark=mark),
        "told_draft": ip.drafted(world, made["project"], at=home, mark=mark, ai=f"A model searched. {mark}"),
        "deal": ip.licence(world, asset, **terms), "deal_draft": ip.draft(world, asset, **terms),
        "deal_asked": Deal.objects.get(pk=asked.pk), "deal_decision": Decision.objects.open().get(subject=asked.uid),
        "merit": actions.record_merit(actor=officer, asset=asset, person=world.person(home, "contributor"), kind="main_contributors",
                                      since=clock.today(officer.zone), grounds=f"The minutes. {mark}"),
        "duty": _owed(world, home, asset), "inventor": world.person(home, "contributor"), "licensee": world.institutions[terms["counterparty"]],
    }  # fmt: skip


def _owed(world, home: str, asset) -> Duty:
    """Something that the law lets the office owe about the asset."""
    owed = Owed("cn-review-asked", 0, clock.today("Asia/Shanghai"))
    institution = world.institutions[home]
    keep_duties(actor=System(institution.uid, institution.zone), subject=asset, wanted=[owed],
                **asked_of(institution, "asset.manage", asset.project))  # fmt: skip
    return Duty.objects.get(subject=asset.uid)


def _signing(world, home: str, share_set, mark: str) -> dict:
    officer = world.actor(home, "officer")
    investigator, contributor, viewer = Share.objects.filter(share_set=share_set).order_by("line")
    paper = actions.file_paper(
        actor=officer, share=investigator, scan=keep(io.BytesIO(PDF), "scan.pdf"), name=f"scan{mark}.pdf",
        signed_on=clock.today(officer.zone),
    )  # fmt: skip
    actions.send_link(actor=officer, share=viewer)
    url = Delivery.objects.filter(kind="shares.link").latest("pk").facts["url"]
    return {"paper": paper, "share": contributor, "signing_token": url.rstrip("/").rpartition("/")[2]}
