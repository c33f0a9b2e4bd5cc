"""Every address of the house; each app names its own."""
from django.urls import include, path

from accounts.gate import gated
from audit import urls as audit
from governance import urls as governance
from incentives import urls as incentives
from ip import urls as ip
from ledger import urls as ledger
from partners import urls as partners
from projects import urls as projects

handler400 = "config.errors.malformed"
handler404 = "config.errors.missing"
handler500 = "config.errors.fault"

urlpatterns = [
    path("", include((gated(governance.urlpatterns) + governance.demo_urlpatterns, governance.app_name))),
    path("partners/", include((gated(partners.urlpatterns), partners.app_name))),
    path("", include("accounts.urls")),
    path("projects/", include((gated(projects.urlpatterns), projects.app_name))),
    path("ip/", include((gated(ip.urlpatterns) + ip.public_urlpatterns, ip.app_name))),
    path("ledger/", include((gated(ledger.urlpatterns), ledger.app_name))),
    path("incentives/", include((gated(incentives.urlpatterns), incentives.app_name))),
    path("audit/", include((gated(audit.urlpatterns), audit.app_name))),
    path("api/v1/", include("config.api")),
]
