"""Letters of invitation in the form of Decree 30/2020, to all and to each."""
