"""Care for personal data: one's own copy, erasure, and what is held for what purpose and how long."""
