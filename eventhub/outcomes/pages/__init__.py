"""What the recording page shows at each step, ready for the template."""
