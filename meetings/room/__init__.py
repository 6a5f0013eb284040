"""The page of the live room and its routes; what happens in it is in `meetings.live`."""
