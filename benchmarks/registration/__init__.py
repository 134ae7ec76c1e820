"""How quickly people register, beside a bare Flask application that does nearly nothing."""
