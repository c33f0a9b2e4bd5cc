"""Who is answered what by the addresses of ip: one file for each subject."""
from tests.ip.access import money, money_api, policies, results, results_api, statements, studies

PAGES = {**policies.PAGES, **results.PAGES, **results_api.PAGES, **money.PAGES, **money_api.PAGES, **statements.PAGES, **studies.PAGES}
