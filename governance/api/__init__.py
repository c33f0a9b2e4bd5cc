"""What programs read and do with decisions, duties and roles that take two people."""
from governance.api.decisions import Decisions
from governance.api.duties import Duties
from governance.api.roles import RoleRequests

routes = [("decisions", Decisions), ("role-requests", RoleRequests), ("duties", Duties)]
