"""Names and texts put together as the active language writes them."""

from django import template

from agc.core.texts import listed

register = template.Library()
register.filter("listed", listed)
