"""The article pane, the claims pane and the claim card."""
