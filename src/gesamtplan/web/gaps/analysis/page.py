"""The needs analysis as its main page shows it: stored rows put beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString

from gesamtplan.gaps.queries.analysis import Line, Outline, StoredAnalysis, Topic, lines, outlines
from gesamtplan.kern.charts import MapPicture, Segment, SmallMaps
from gesamtplan.web.gaps.analysis import pictures, words
from gesamtplan.web.gaps.analysis.assumptions import Shown as ShownAssumption
from gesamtplan.web.gaps.analysis.assumptions import shown as shown_assumptions
from gesamtplan.web.gaps.analysis.forms import Offered, Selection, SwitchForm, chosen_topic, read_selection
from gesamtplan.web.gaps.analysis.rows import (
    CELLS,
    ByPlace,
    Shown,
    by_place,
    in_order,
    ranked,
    row_url,
    with_cells,
)

SHORT = 30


@dataclass(frozen=True)
class AnalysisPage:
    """Everything the templates read. `sort`: column of the table, "" for the order of the list."""

    analysis: StoredAnalysis
    selection: Selection
    offered: Offered
    rows: ByPlace
    sort: str

    @property
    def topic(self) -> Topic:
        """What is shown."""
        return self.selection.topic

    @cached_property
    def form(self) -> SwitchForm:
        """The switches."""
        return SwitchForm(self.analysis, self.selection, self.offered)

    @property
    def has_map(self) -> bool:
        """There are areas to compare."""
        return self.selection.level != "city"

    @property
    def is_together(self) -> bool:
        """All groups are shown as one."""
        return not self.selection.group

    def _of(self, group: str, level: str, year: int | None = None) -> Sequence[Line]:
        return self.rows.get((group, level, year or self.selection.year), ())

    @cached_property
    def city(self) -> Line | None:
        """The whole city in the year and for the group shown."""
        return next(iter(self._of(self.selection.group, "city")), None)

    @cached_property
    def lines(self) -> Sequence[Line]:
        """One per area; in a topic of the whole city one per group."""
        if self.has_map:
            return self._of(self.selection.group, self.selection.level)
        return [line for group in self.topic.groups for line in self._of(group, "city")]

    @cached_property
    def ranked(self) -> list[Shown]:
        """By the measure, the worst first."""
        return [self._shown(*place) for place in ranked(self.lines, self.selection.measure)]

    def _shown(self, line: Line, value: float | None, place: int | None) -> Shown:
        if self.has_map:
            name, framed = line.label, line.area == self.selection.area
        else:
            name, framed = str(self.topic.groups[line.group][1]), line.group == self.selection.group
        url = row_url(self.topic, line) if line.group else f"?{self.selection.query(area=line.area)}#area"
        return Shown(line, name, value, place, url, framed)

    @cached_property
    def table(self) -> Sequence[Shown]:
        """All columns, in the order asked for: the list's areas; in a topic of the whole city the group's years."""
        rows = self.ranked if self.has_map else self._by_year
        return in_order(rows, self.sort) if self.sort else rows

    @property
    def is_table_open(self) -> bool:
        """A short table, or one that somebody sorts, is open."""
        return bool(self.sort) or len(self.table) <= SHORT

    @property
    def table_rows(self) -> list[tuple[Shown, SafeString]]:
        """The table's rows with their columns of figures."""
        return with_cells(self.table)

    @property
    def _by_year(self) -> list[Shown]:
        chosen = self.selection
        found = [line for year in self.offered.years for line in self._of(chosen.group, "city", year)]
        return [
            Shown(line, line.year, None, None, row_url(self.topic, line), line.year == chosen.year)
            for line in found
        ]

    @property
    def to_download(self) -> Sequence[Line]:
        """The rows of the list; in a topic of the whole city those of all years."""
        if self.has_map:
            return [shown.line for shown in self.table]
        return [
            line
            for group in self.topic.groups
            for year in self.offered.years
            for line in self._of(group, "city", year)
        ]

    @cached_property
    def framed(self) -> list[Shown]:
        """The rows of the framed area, one for each group."""
        found = [
            (name, line)
            for group, (name, _) in self.topic.groups.items()
            for line in self._of(group, self.selection.level)
            if self.has_map and line.area == self.selection.area
        ]
        return [Shown(line, name, None, None, row_url(self.topic, line)) for name, line in found]

    @cached_property
    def outlines(self) -> list[Outline]:
        """The areas of the level shown."""
        return outlines(self.selection.level) if self.has_map else []

    @cached_property
    def map(self) -> MapPicture:
        """The areas, each a link that frames it."""
        return pictures.area_map(self.selection, self.outlines, self.ranked)

    @cached_property
    def small_maps(self) -> SmallMaps | None:
        """One small map for each group, where there are several."""
        groups = self.topic.groups.items()
        if not self.has_map or len(groups) < 2:
            return None
        by_group = [(name, self._of(group, self.selection.level)) for group, (_, name) in groups]
        return pictures.by_group(self.selection, self.outlines, by_group)

    @cached_property
    def over_years(self) -> SafeString:
        """Needed, reachable and missing places of the group over the years."""
        years = sorted(self.offered.years)
        found = [line for year in years for line in self._of(self.selection.group, "city", year)]
        return pictures.over_years(self.selection, found)

    @property
    def line_legend(self) -> list[Segment]:
        """The key to the lines."""
        labels = pictures.line_labels().values()
        return [Segment(label, 0, f"series-{number}") for number, label in enumerate(labels, 1)]

    @property
    def headings(self) -> list[tuple[str, object]]:
        """(figure, heading) of the columns of the table."""
        return [(name, label) for name, label, _factor, _decimals in CELLS]

    @property
    def group_name(self) -> object:
        """For whom, if not for all together."""
        return self.topic.groups[self.selection.group][0] if self.selection.group else ""

    @property
    def city_url(self) -> str:
        """How the figures of the whole city were computed."""
        return row_url(self.topic, self.city) if self.city else ""

    @property
    def headline(self) -> str:
        """How much is missing for how many."""
        return words.headline(self.topic, self.city) if self.city else ""

    @property
    def best_case(self) -> str:
        """What would still be missing in the best case."""
        return words.best_case(self.city) if self.city else ""

    @property
    def why(self) -> list[str]:
        """What would help, part by part."""
        return list(words.why(self.city)) if self.city else []

    @cached_property
    def reasons(self) -> list[object]:
        """Why the rows shown are estimates or partial."""
        shown = [*self.lines, *([self.city] if self.city else ())]
        codes = {code for line in shown for code in line.reasons}
        return words.reasons(code for code in words.REASONS if code in codes)

    @property
    def sums(self) -> Mapping[str, Any] | None:
        """What must add up in the year shown."""
        return self.topic.sums.get(self.selection.year)

    @property
    def assumptions(self) -> list[ShownAssumption]:
        """What the computation rests on."""
        return shown_assumptions(self.topic)


def analysis_page(query: QueryDict, analysis: StoredAnalysis) -> AnalysisPage:
    """What the reader asks for."""
    topic = chosen_topic(query, analysis)
    found = lines(analysis.assessment, topic.code)
    offered = Offered.of(topic, found)
    selection = read_selection(query, topic, offered)
    return AnalysisPage(analysis, selection, offered, by_place(found, offered), query.get("sort", ""))
