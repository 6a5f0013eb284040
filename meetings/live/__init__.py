"""The live room: opening, attendance, the item before the cabinet, conclusions, the end."""
