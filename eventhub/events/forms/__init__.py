"""What is typed in about events: shape and lengths; what is allowed the rules say."""
