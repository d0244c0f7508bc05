"""Operation: whether the service is well, what is unsafe around it, figures for machines, backup and restore."""
