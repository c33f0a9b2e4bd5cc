"""What programs read and do with duties and with roles that move money."""
from governance.api.duties import Duties
from governance.api.roles import RoleRequests

routes = [("role-requests", RoleRequests), ("duties", Duties)]
