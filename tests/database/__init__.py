"""The connection, the fields, the statements and the migrations, on both engines."""
