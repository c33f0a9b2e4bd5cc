"""For which rows of rights and their income the record vouches."""
from ip.models import (
    Amendment,
    Asset,
    Contributor,
    Cost,
    Deal,
    DealReceipt,
    Departure,
    Disclosure,
    Distribution,
    DistributionLine,
    Hearing,
    Hold,
    Merit,
    Opening,
    OpeningLine,
    OwnershipVersion,
    Payout,
    PolicyVersion,
    Schedule,
    ScheduleLine,
    Settlement,
    SettlementPart,
    Share,
    ShareSet,
    SharingPolicy,
    Signature,
    SignedPaper,
    SigningLink,
    Stake,
    Study,
    StudyCriterion,
    StudyParty,
    StudyValue,
)
from ledger.models import Payment, Receipt
from ledger.vouching import posted
from record.vouching import Vouched, belonging, vouch, vouch_part

LINE = ("uid", "line", "kind", "key", "person", "amount", "extra", "adjusts")
PART = ("uid", "line", "kind", "institution", "amount")
vouch(
    Vouched(Disclosure, "institution__uid", parts={
        "contributors": belonging(Contributor, "disclosure", "institution", "employer", "person", "inventor", "did", order="position")}),
    Vouched(Asset, "manager__uid"),
    Vouched(Merit, "institution__uid"),
    Vouched(Hearing, "institution__uid"),
    Vouched(OwnershipVersion, "asset__manager__uid",
            parts={"stakes": belonging(Stake, "version", "line", "institution", "part", order="line")}),
    Vouched(Deal, "owner__uid"),
    Vouched(Amendment, "deal__owner__uid"),
    Vouched(Schedule, "deal__owner__uid",
            parts={"lines": belonging(ScheduleLine, "schedule", "line", "asset", "part", order="line")}),
    Vouched(ShareSet, "institution__uid", parts={
        "shares": belonging(Share, "share_set", "uid", "line", "person", "part", order="line"),
        "parties": belonging(Share, "share_set", "line", "party", order="line"),
        "units": belonging(Share, "share_set", "line", "unit", "path", order="line")}),
    Vouched(Departure, "share_set__institution__uid"),
    Vouched(SigningLink, "share__share_set__institution__uid"),
    Vouched(SignedPaper, "share__share_set__institution__uid"),
    Vouched(Signature, "share__share_set__institution__uid"),
    Vouched(SharingPolicy, "institution__uid"),
    Vouched(PolicyVersion, "policy__institution__uid"),
    Vouched(Cost, "institution__uid", parts={"postings": posted}),
    Vouched(Opening, "institution__uid", parts={
        "lines": belonging(OpeningLine, "opening", "line", "kind", "key", "person", "amount", order="line"), "postings": posted}),
    Vouched(Settlement, "institution__uid", parts={
        "parts": belonging(SettlementPart, "settlement", *PART, order="line"), "postings": posted}),
    Vouched(Distribution, "institution__uid", parts={
        "lines": belonging(DistributionLine, "distribution", *LINE, order="line"),
        "units": belonging(DistributionLine, "distribution", "line", "unit", order="line"),
        "groups": belonging(DistributionLine, "distribution", "line", "group_set", order="line"), "postings": posted}),
    Vouched(Study, "owner__uid", parts={
        "parties": belonging(StudyParty, "study", "line", "institution", order="line"),
        "criteria": belonging(StudyCriterion, "study", "line", "name", "dropped", order="line"),
        "values": belonging(StudyValue, "study", "kind", "criterion", "group", "amount", "number", "evidence", "stated_by", "stated_at")}),
    Vouched(Hold, "line__distribution__institution__uid", parts={"postings": posted}),
)  # fmt: skip
vouch_part(Receipt, "for_deal", belonging(DealReceipt, "receipt", "deal", "income"))
vouch_part(Payment, "payouts", belonging(Payout, "payment", "line", "part", "amount"))
