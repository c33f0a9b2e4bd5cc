"""Until when a reward is to be paid."""
from datetime import date

from ip.rules import Policy
from ip.rules.periods import Period, later

# 浙江省促进科技成果转化条例 art. 40, 河南省促进科技成果转化条例 art. 41: within six months of the income, where no time is set
# or agreed. Used as the house's term for every institution, because the national law names none.
UNLESS_SET = Period(months=6)


def pay_by(received_on: date, policy: Policy | None = None) -> date:
    """The last day of the term that the policy sets, else of six months; it begins on the day after the income (民法典 art. 201,
    202)."""
    set_by_policy = policy.payout.within if policy and policy.payout else None
    return later(received_on, set_by_policy or UNLESS_SET)
