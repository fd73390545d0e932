"""The record: what was done, sealed so that anybody can re-run it and see whether anything was changed."""
