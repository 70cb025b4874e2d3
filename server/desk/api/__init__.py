"""What the desk does, as JSON: a file for each thing that it is done with."""

from server.desk.api.forms import blueprint as forms
from server.desk.api.mail import blueprint as mail
from server.desk.api.people import blueprint as people
from server.desk.api.programme import blueprint as programme
from server.desk.api.regions import blueprint as regions
from server.desk.api.stores import blueprint as stores
from server.desk.api.visits import blueprint

__all__ = ["blueprint", "forms", "mail", "people", "programme", "regions", "stores"]
