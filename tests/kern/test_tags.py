"""Component tags: what they say, and that they hold the promises about unknown values and markup."""

import datetime as dt
import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.languages import LANGUAGES
from gesamtplan.kern.charts import Segment
from gesamtplan.kern.formats import format_amount, format_number, format_partial_date, machine_date
from gesamtplan.kern.marks import MARKS, mark
from gesamtplan.web.languages import PageLink


def render(text: str, address: str = "/", **context: object) -> str:
    return Template(text).render(Context({"request": RequestFactory().get(address), **context}))


@pytest.mark.parametrize(
    ("amount", "precision", "german"),
    [
        (1200000, "about", "1,2"),
        (Decimal("5000000.00"), "exact", "5"),
        (1234567, "exact", "1.234.567"),
        (Decimal("99.50"), "exact", "99,50"),
    ],
)
def test_amount_keeps_every_digit(amount: Decimal, precision: str, german: str) -> None:
    with translation.override("de"):
        assert re.search(rf"(^|\s){re.escape(german)}\s", format_amount(amount, precision))


def test_amount_in_english_says_the_caution() -> None:
    with translation.override("en"):
        assert format_amount(1200000, "about") == "about 1.2 million EUR"
        assert format_amount(1234567) == "1,234,567 EUR"


def test_number_follows_the_language() -> None:
    with translation.override("de"):
        assert format_number(1603776) == "1.603.776"
        assert format_number(30.6) == "30,6"
    with translation.override("en"):
        assert format_number(1603776) == "1,603,776"


def test_partial_date_never_pretends() -> None:
    day = dt.date(2016, 7, 20)
    with translation.override("de"):
        assert format_partial_date(day) == "20.07.2016"
        assert format_partial_date(day, "month") == "Juli 2016"
    assert format_partial_date(day, "year") == "2016"
    assert [machine_date(day, one) for one in ("day", "month", "year")] == ["2016-07-20", "2016-07", "2016"]


@pytest.mark.parametrize("tag", ["partial_date None", "euro None", "number None", "euro missing", "unknown"])
def test_unknown_is_a_dashed_badge_never_zero(tag: str) -> None:
    shown = render(f"{{% {tag} %}}")
    assert "tone-unknown" in shown
    assert "0" not in shown


def test_zero_is_a_number() -> None:
    assert render("{% number 0 %}") == "0"


@pytest.mark.parametrize("kind", ["need", "measure", "motion", "outcome", "assessment"])
def test_every_state_has_a_mark(kind: str) -> None:
    from gesamtplan.web.templatetags.states import WORDS  # noqa: PLC0415 - needs Django's settings

    missing = [code for code in WORDS[kind].values if code != "unknown" and (kind, code) not in MARKS]
    assert missing == []


def test_unheard_state_looks_unknown() -> None:
    assert mark("need", "splendid").tone == "unknown"


def test_state_badge_has_sign_word_and_colour() -> None:
    with translation.override("en"):
        shown = render('{% state_badge "need" "met" %}')
    assert "✓" in shown
    assert "met" in shown
    assert "tone-good" in shown


def test_sources_link_and_mark_partisan_ones() -> None:
    rows = [
        SimpleNamespace(code="S1", title="<Report>", url="https://example.org/", date="2017", partisan=True)
    ]
    shown = render("{% sources rows %}", rows=rows)
    assert 'href="https://example.org/"' in shown
    assert "&lt;Report&gt;" in shown
    assert "⚑" in shown


def test_sources_may_be_plain_data() -> None:
    shown = render(
        "{% sources rows %}", rows=[{"id": "R1", "title": "Law", "url": "https://example.org/law"}]
    )
    assert '<a href="https://example.org/law" rel="noreferrer">Law</a>' in shown


def test_without_source_it_says_so() -> None:
    assert "tone-unknown" in render("{% sources rows %}", rows=[])


def test_share_bar_names_its_parts_without_inline_style() -> None:
    segments = [
        Segment("met", 3, "tone-good"),
        Segment("open", 1, "tone-open"),
        Segment("none", 0, "tone-bad"),
    ]
    shown = render("{% share_bar segments %}", segments=segments)
    assert 'aria-label="met: 3, open: 1"' in shown
    assert 'width="75.000%"' in shown
    assert "style=" not in shown


def test_breadcrumbs_take_view_names_or_a_list() -> None:
    pairs = render('{% breadcrumbs "Data" "web:data" "Here" %}')
    assert 'href="/data/"' in pairs
    assert 'aria-current="page">Here' in pairs
    assert 'href="/x/"' in render("{% breadcrumbs items %}", items=[("X", "/x/"), ("Here", "")])


def test_downloads_keep_the_filters() -> None:
    assert "?state=met&amp;format=csv" in render("{% download_links %}", "/?state=met&page=2")


def test_sort_header_turns_the_order() -> None:
    first = render('{% sort_header "Code" "code" %}', "/?q=x")
    again = render('{% sort_header "Code" "code" %}', "/?q=x&sort=code")
    assert "?q=x&amp;sort=code" in first
    assert 'aria-sort="ascending"' in again
    assert "sort=-code" in again


def test_pagination_is_silent_on_one_page() -> None:
    assert render("{% pagination page %}", page=Paginator(range(5), 10).page(1)).strip() == ""
    assert "?q=x&amp;page=2" in render(
        "{% pagination page %}", "/?q=x", page=Paginator(range(50), 10).page(1)
    )


def test_filter_select_shows_counts_and_choice() -> None:
    shown = render(
        '{% filter_select "state" "State" rows "met" %}', rows=[("met", "met", 3), ("open", "open")]
    )
    assert '<option value="met" selected>met (3)</option>' in shown
    assert '<label class="kern-label" for="filter-state">' in shown


def test_language_links_name_each_language_in_itself_and_mark_the_current_one() -> None:
    links = [
        PageLink(LANGUAGES["de"], "/data/?a=1", "", is_current=True),
        PageLink(LANGUAGES["ar"], "/ar/data/?a=1", "", is_current=False),
    ]
    shown = render("{% language_links links '/leichte-sprache/' %}", "/data/?a=1", links=links)
    assert '<a href="/ar/data/?a=1" hreflang="ar" lang="ar" dir="rtl">العربية</a>' in shown
    assert '<a href="/data/?a=1" hreflang="de" lang="de" dir="ltr" aria-current="true">Deutsch</a>' in shown
    assert "Leichte Sprache" in shown
    plain = render("{% language_links links '/leichte-sprache/' %}", "/leichte-sprache/", links=links)
    assert re.findall(r'aria-current="true">([^<]+)', plain) == ["Leichte Sprache"]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", "Kurs"),
        ("en", '<span lang="de" dir="ltr">Kurs</span>'),
        ("ar", '<span lang="de" dir="ltr">Kurs</span>'),
    ],
)
def test_text_in_another_language_says_in_which(language: str, shown: str) -> None:
    with translation.override(language):
        assert render("{% spoken said %}", said=LocalizedText(de="Kurs")) == shown


def test_spoken_leaves_plain_text_alone_and_escapes() -> None:
    assert render("{% spoken said %}", said="<b>") == "&lt;b&gt;"
    assert render("{% spoken said %}", said=None) == ""
    with translation.override("en"):
        assert "&lt;b&gt;" in render("{% spoken said %}", said=LocalizedText(de="<b>"))
