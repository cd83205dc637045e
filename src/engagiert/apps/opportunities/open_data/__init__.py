"""Published offers for other programs: table, feed, JSON-LD in the terms of volunteeringdata.io, a list to embed."""
