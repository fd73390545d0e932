"""The interface for programs: what the apps bring, put together under one address, with one way of failing."""
