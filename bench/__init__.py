"""Measures the promises of the product beside a peer, in the same run."""
