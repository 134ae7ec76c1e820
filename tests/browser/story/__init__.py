"""The chapters of the story from nothing: each does in a browser what one of the people does, and looks what they see."""
