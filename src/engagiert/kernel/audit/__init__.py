"""Who wrote what, when, for which office: kept by the database itself, unchangeable for the web role."""
