"""Pictures of pages: thumbnails and previews, drawn in a limited process and kept on disk."""
