"""The site: settings, addresses, the look, and the words of the shell."""
