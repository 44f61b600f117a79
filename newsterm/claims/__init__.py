"""Claims: a text becomes attributions; pure, no clock, no I/O."""
