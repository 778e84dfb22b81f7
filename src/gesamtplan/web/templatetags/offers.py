"""What is known of an offer, for the pages that show a card (load `offers`)."""

from django import template

from gesamtplan.web.offers import facts

register = template.Library()
for _told in (facts.on_card, facts.on_page, facts.on_list, facts.not_known):
    register.filter(_told.__name__, _told)
