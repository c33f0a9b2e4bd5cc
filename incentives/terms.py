"""Until when a reward is to be paid."""
from calendar import monthrange
from datetime import date

# 浙江省促进科技成果转化条例 art. 40, 河南省促进科技成果转化条例 art. 41: within six months of the income, where no time is set
# or agreed. Used as the house's term for every institution, because the national law names none.
MONTHS = 6


def pay_by(received_on: date) -> date:
    """The last day: six months after the income, on the corresponding day, else the month's last (民法典 art. 202)."""
    month = received_on.month - 1 + MONTHS
    year, month = received_on.year + month // 12, month % 12 + 1
    return date(year, month, min(received_on.day, monthrange(year, month)[1]))
