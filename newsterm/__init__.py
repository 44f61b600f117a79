"""newsterm: read the news in a terminal and see, for every statement, who says so."""

__version__ = "0.1.0"
