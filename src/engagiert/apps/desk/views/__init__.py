"""The coordinator's pages, one file for each job."""
