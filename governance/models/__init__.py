from governance.models.comment import Comment
from governance.models.decision import Decision, Excluded, Seat, Voice
from governance.models.due import Due
from governance.models.duty import CalendarDay, Duty
from governance.models.role import LinkRequest, RoleRequest

__all__ = ["CalendarDay", "Comment", "Decision", "Due", "Duty", "Excluded", "LinkRequest", "RoleRequest", "Seat", "Voice"]
