"""Signing in with WeChat: django-allauth's way, made to fit what WeChat asks for and answers."""
