"""Kinds of organizations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    """What an organization is in the field of integration."""

    CITY = "city", _("city")
    CITY_DEPARTMENT = "city-department", _("city department")
    STATE_AUTHORITY = "state-authority", _("state authority")
    FEDERAL_AUTHORITY = "federal-authority", _("federal authority")
    JOINT_FACILITY = "joint-facility", _("joint facility of city and federation")
    JOB_CENTRE = "job-centre", _("job centre")
    WELFARE_ASSOCIATION = "welfare-association", _("welfare association")
    PROVIDER = "provider", _("provider")
    NGO = "ngo", _("non-governmental organization")
    MIGRANT_ORGANIZATION = "migrant-organization", _("migrant organization")
    YOUTH_ASSOCIATION = "youth-association", _("youth association")
    CHAMBER = "chamber", _("chamber")
    SCHOOL = "school", _("school")
    FOUNDATION = "foundation", _("foundation")
    NETWORK = "network", _("network")
    PARTNER_CITY = "partner-city", _("partner city")
    OTHER = "other", _("other")
