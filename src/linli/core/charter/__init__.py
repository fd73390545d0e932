"""The language of charters: model, strict reading, findings, read-aloud."""
