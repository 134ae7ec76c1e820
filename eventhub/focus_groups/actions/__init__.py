"""What happens with focus groups: they are made and described, meet, are led, and are taken over by another event."""
