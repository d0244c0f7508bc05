"""What knows no domain: database, problems, pages, clock, workflow, search, recording of events, files."""
