"""The page behind a personal link: shows exactly what would be signed, signs on POST only, needs no account."""
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from ip import telling
from ip.actions import sign_by_link
from ip.actions.signing import link_of, signer
from ip.forms.rows import ActionForm
from ip.groups import called
from ip.models import Share
from record import clock


@never_cache
@sensitive_variables("token")
def sign(request, token):
    """GET shows; POST signs. 404 for a forged link; a used, ended or replaced one says so."""
    link = link_of(token)
    given = {"seen": link.share.share_set.fingerprint}
    form = ActionForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        sign_by_link(actor=signer(link), token=token, seen=form.cleaned_data["seen"])
        link = link_of(token)
    return render(request, "ip/signing/page.html", {
        "share": link.share, "set": link.share.share_set, "asset": link.share.share_set.asset,
        "group": called(link.share.share_set), "form": form,
        "lines": telling.lines(signer(link), link.share.share_set), "used": link.used_at, "ended": link.expires_at <= clock.now(),
        "signable": Share.objects.visible_to(signer(link)).signable().filter(pk=link.share_id).exists(),
    })  # fmt: skip
