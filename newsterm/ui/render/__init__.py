"""Values become styled text: pure functions, no widget, no library."""
