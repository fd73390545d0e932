"""The only way to fetch what this app keeps."""
