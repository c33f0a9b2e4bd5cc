from ip.forms.deals import AllocationForm, DealForm, EndForm
from ip.forms.departures import DepartureForm
from ip.forms.lists import AssetFilter, DealFilter, DisclosureFilter, StudyFilter
from ip.forms.results import AcceptForm, DisclosureForm, FactsForm, FileForm, GrantForm, LapseForm, MeritForm, ReasonsForm
from ip.forms.sharing import OwnersForm, PaperForm, SharesForm

__all__ = [
    "AcceptForm", "AllocationForm", "AssetFilter", "DealFilter", "DealForm", "DepartureForm", "DisclosureFilter", "DisclosureForm",
    "EndForm", "FactsForm", "FileForm",
    "GrantForm", "LapseForm", "MeritForm", "OwnersForm", "PaperForm", "ReasonsForm", "SharesForm", "StudyFilter",
]  # fmt: skip
