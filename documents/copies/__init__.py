"""Copies of papers on tablets: which there are, and whether an answer is fetched to be one."""
