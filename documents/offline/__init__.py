"""Papers kept on tablets: which, where, until when, and what must go."""
