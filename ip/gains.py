"""Who gains from what an asset brings: they take no part in deciding on its deals and settlements."""
from ip.models import Asset, Contributor, Share


def gaining(asset: Asset) -> set[int]:
    """Keys of the persons who have a share in it, or are named in its disclosure and may get one."""
    shares = Share.objects.filter(share_set__asset=asset, party="").values_list("person", flat=True)
    return {*shares, *Contributor.objects.filter(disclosure__asset=asset).values_list("person", flat=True)}
