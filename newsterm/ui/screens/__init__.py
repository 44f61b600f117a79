"""Screens that lie over the main screen, and the main screen itself."""
