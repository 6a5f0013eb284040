"""The working copy of the agenda: items, their order, their papers. The secretariat's desk."""
