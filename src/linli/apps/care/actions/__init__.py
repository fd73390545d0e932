"""What can be done about personal data; each deed has its gate inside."""
