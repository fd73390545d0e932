"""The pure core: charter, engine and record. No Django, no database, no clock, no randomness of its own."""
