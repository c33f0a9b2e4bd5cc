"""What programs read and do with decisions."""
from governance.api.roles import RoleRequests

routes = [("role-requests", RoleRequests)]
