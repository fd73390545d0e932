"""Charters under trial: whole communities in memory, scenarios played on them."""
