"""Speed against the floor: `make bench` (or `python -m benchmarks --help`)."""
