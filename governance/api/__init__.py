"""What programs read and do with duties and with roles that take two people."""
from governance.api.duties import Duties
from governance.api.roles import RoleRequests

routes = [("role-requests", RoleRequests), ("duties", Duties)]
