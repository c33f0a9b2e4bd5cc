"""Intellectual property: disclosures, assets, share sets, deals, sharing policies, settlements and distributions."""
