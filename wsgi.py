"""What web servers and `flask --app wsgi` start."""

from eventhub.app import create_app

app = create_app()
