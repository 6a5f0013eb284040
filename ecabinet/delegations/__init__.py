"""Who may read and prepare for whom: granted for a period, ended at once."""
