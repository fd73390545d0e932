"""Places, people, households, organs and seats, accounts, and the store of the record."""
