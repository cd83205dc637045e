"""Makes what tests start from, through the same services that pages use."""
