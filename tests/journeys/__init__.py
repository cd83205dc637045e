"""A real Chromium before a real web server: what people see, press and read."""
