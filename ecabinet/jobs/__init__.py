"""Background work: jobs that somebody asked for, kept in a table until they ended, and the rounds
of small acts that are due.

A feature registers with `registry.handles`, asks with `services.enqueue`; `engine` does the work.
"""

from ecabinet.jobs.ticker import EVERY, add, run_round

__all__ = ["EVERY", "add", "run_round"]
