"""Papers: versions, intake, who may read, annotations, official forms."""
