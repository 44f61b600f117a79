"""The bundled sample: outlets, their feeds and pages, served on loopback."""
