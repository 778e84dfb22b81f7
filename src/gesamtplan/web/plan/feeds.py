"""The register of open topics as Atom feed."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gesamtplan.core.readonly import reading
from gesamtplan.plan.queries.overview import TopicRow, open_topics


class OpenTopicsFeed(Feed):  # type: ignore[type-arg] # not subscriptable at run time
    """One entry per open topic; an entry changes when a report comes."""

    feed_type = Atom1Feed
    title = gettext_lazy("Open topics of the plan")
    subtitle = gettext_lazy(
        "What stayed open at the end of the project, which department has it, and the last report."
    )

    def link(self) -> str:
        return reverse("web:open-topics")

    def items(self) -> list[TopicRow]:
        return open_topics(localdate())

    def item_title(self, item: Any) -> str:
        return f"{item.subject.code} {item.subject.title}"

    def item_description(self, item: Any) -> str:
        department = item.topic.department or _("department unknown")
        last = item.last_report
        return (
            f"{department}: {last.text or last.state_label}"
            if last
            else _("%(department)s: no report found") % {"department": department}
        )

    def item_link(self, item: Any) -> str:
        return reverse("web:need" if item.topic.need_id else "web:measure", args=[item.subject.code])

    def item_updateddate(self, item: Any) -> datetime:
        day = item.last_report.date if item.last_report else item.topic.opened_on
        return make_aware(datetime.combine(day, datetime.min.time()))


@login_not_required
@reading
def open_topics_feed(request: HttpRequest) -> HttpResponse:
    """The feed in the reader's language."""
    response: HttpResponse = OpenTopicsFeed()(request)
    return response
