"""Moves residence statuses and figures of places from columns of the offer into rows of their own."""

from django.db import migrations
from django.utils import timezone

EVERY_STATUS = "all"


def forward(apps, schema_editor):
    Offer, Eligibility, Report = _models(apps)
    now, criteria, reports, noted = timezone.now(), [], [], []
    for offer in Offer.objects.order_by("pk").iterator(chunk_size=2000):
        if offer.statuses is not None:
            open_to_all = EVERY_STATUS in offer.statuses
            criteria.append(
                Eligibility(
                    offer=offer,
                    criterion="status",
                    answer="none-required" if open_to_all else "required",
                    values={} if open_to_all else {"codes": offer.statuses},
                )
            )
        if (offer.places, offer.taken, offer.waiting) != (None, None, None):
            reports.append(_report(Report, offer, now))
            noted.append(offer.pk)
    Eligibility.objects.bulk_create(criteria, batch_size=500)
    Report.objects.bulk_create(reports, batch_size=500)
    for start in range(0, len(noted), 500):
        Offer.objects.filter(pk__in=noted[start : start + 500]).update(closed_note=None)


def _report(Report, offer, now):
    return Report(
        offer=offer,
        places=offer.places,
        taken=offer.taken,
        waiting=offer.waiting,
        as_of=offer.places_on,
        precision=offer.places_on_precision,
        note=offer.closed_note,
        channel="import",
        reporter="offers.yaml",
        created_at=now,
        is_current=True,
    )


def backward(apps, schema_editor):
    Offer, Eligibility, Report = _models(apps)
    for row in Eligibility.objects.filter(criterion="status").exclude(answer="unknown").select_related("offer"):
        row.offer.statuses = [EVERY_STATUS] if row.answer == "none-required" else row.values.get("codes", [])
        row.offer.save(update_fields=["statuses"])
    for row in Report.objects.filter(is_current=True, site=None, target_group="").select_related("offer"):
        offer = row.offer
        offer.places, offer.taken, offer.waiting = row.places, row.taken, row.waiting
        offer.places_on, offer.places_on_precision = row.as_of, row.precision
        offer.closed_note = row.note or offer.closed_note
        offer.save(update_fields=["places", "taken", "waiting", "places_on", "places_on_precision", "closed_note"])
    Report.objects.all().delete()
    Eligibility.objects.all().delete()


def _models(apps):
    return (apps.get_model("offers", name) for name in ("Offer", "Eligibility", "CapacityReport"))


class Migration(migrations.Migration):
    dependencies = [("offers", "0002_directory")]

    operations = [migrations.RunPython(forward, backward)]
