"""From a policy document (`format: 1`) to a Policy. The format is described in ip/policies/FORMAT.md."""

from ip.rules.reading.document import read_policy

__all__ = ["read_policy"]
