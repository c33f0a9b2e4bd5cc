"""What is decided about intellectual property and its money: one file for each subject."""
from ip.decisions import money, rights  # noqa: F401
