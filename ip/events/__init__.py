"""What is recorded of intellectual property: one file for each subject."""
from ip.events import deals, money, policies, results, shares, studies  # noqa: F401
