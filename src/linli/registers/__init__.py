"""Tables as communities keep them: their shapes, reading and checking files, writing them. No database, no clock."""
