"""How something was said: the act, the time, through whom, with what reserve, and how much it is worth checking."""
