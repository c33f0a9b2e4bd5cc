"""What programs read and do with decisions, comments, duties and roles that take two people."""
from governance.api.comments import Comments
from governance.api.decisions import Decisions
from governance.api.duties import Duties
from governance.api.roles import RoleRequests

routes = [("decisions", Decisions), ("comments", Comments), ("role-requests", RoleRequests), ("duties", Duties)]
