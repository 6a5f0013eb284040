"""Who was handed which version when, and what came back."""
