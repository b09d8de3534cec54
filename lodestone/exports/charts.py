"""Draws native charts, which can be edited on the slide."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import xlsxwriter
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from lodestone.each_row import each_row
from lodestone.exports.chart_kinds import Bars, Chart, Points, spots
from lodestone.exports.files import clean, midnight, stable_zip
from lodestone.figures.tokens import LIGHT

_SIZE = 13
# The first of two series is what was before: outlined. Colours follow in the order of the house.
_COLOURS = LIGHT.categorical


def add_chart(
    shapes: Any, chart: Chart, rows: pd.DataFrame, box: tuple[float, float, float, float], as_of: date
) -> Any:
    """Draw the chart in `box` (left, top, width, height in points) and return its graphic frame.

    Its numbers can be edited: the workbook behind it holds them as numbers, and every text as a text.
    """
    place = [Pt(length) for length in box]
    if isinstance(chart, Bars):
        rows = chart.rows(rows)
        frame = _bars(shapes, chart, rows, place)
        names = [clean(name) for name in rows[chart.category]]
        table: list[list[str | float | None]] = [
            ["", *(name for _, name in chart.series)],
            *(
                [name, *(_number(row[column]) for column, _ in chart.series)]
                for name, (_, row) in zip(names, rows.iterrows(), strict=True)
            ),
        ]
    else:
        marks = spots(chart, rows)
        frame = _points(shapes, chart, marks, place)
        table = [["", chart.axes[1]], *([mark.x, mark.y] for mark in each_row(marks))]
    frame.chart.part.chart_workbook.update_from_xlsx_blob(_workbook(table, as_of))
    return frame


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _bars(shapes: Any, chart: Bars, rows: pd.DataFrame, place: list[Any]) -> Any:
    data = CategoryChartData(number_format="General")
    data.categories = [clean(name) for name in rows[chart.category]]
    for column, name in chart.series:
        data.add_series(name, [_number(value) for value in rows[column]])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.kind == "bars" else XL_CHART_TYPE.LINE_MARKERS
    frame = shapes.add_chart(kind, *place, data)
    drawn = frame.chart
    _common(drawn, legend=len(chart.series) > 1)
    drawn.category_axis.format.line.fill.background()
    drawn.category_axis.has_major_gridlines = False
    drawn.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    drawn.value_axis.has_major_gridlines = chart.kind == "line"
    drawn.value_axis.visible = chart.kind == "line"
    drawn.value_axis.minimum_scale = 0
    if chart.most is not None:
        drawn.value_axis.maximum_scale = chart.most
    plot = drawn.plots[0]
    if chart.kind == "bars":
        drawn.category_axis.reverse_order = True
        plot.gap_width, plot.overlap = 45 if len(rows) > 5 else 150 if len(rows) > 2 else 400, -10
        _name_all(drawn, 11 if len(rows) > 12 else _SIZE)
    for number, series in enumerate(plot.series):
        _paint(series, number, len(chart.series), chart)
    return frame


def _name_all(chart: Any, size: int) -> None:
    """A name at every bar: programs leave some out where they find the room narrow, unless told not to skip any."""
    chart.category_axis.tick_labels.font.size = Pt(size)
    skip = chart.category_axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})  # noqa: SLF001, python-pptx has no other way
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)  # noqa: SLF001


def _paint(series: Any, number: int, count: int, chart: Bars) -> None:
    colour = RGBColor.from_string(_COLOURS[number % len(_COLOURS)][1:])
    if chart.kind == "line":
        series.format.line.color.rgb, series.format.line.width, series.smooth = colour, Pt(2), False
        return
    fill = series.format.fill
    fill.solid()
    outlined = count == 2 and number == 0
    fill.fore_color.rgb = (
        RGBColor.from_string(LIGHT.page[1:])
        if outlined
        else RGBColor.from_string(_COLOURS[0][1:])
        if count < 3
        else colour
    )
    if outlined:
        series.format.line.color.rgb = RGBColor.from_string(LIGHT.gray.mark[1:])
        series.format.line.width, series.format.line.dash_style = Pt(1.25), MSO_LINE.SOLID
    labels = series.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, chart.labels, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.color.rgb = Pt(_SIZE), RGBColor.from_string(LIGHT.ink[1:])


def _points(shapes: Any, chart: Points, marks: pd.DataFrame, place: list[Any]) -> Any:
    data = XyChartData(number_format="General")
    series = data.add_series(chart.axes[1])
    for mark in each_row(marks):
        series.add_data_point(mark.x, mark.y)
    frame = shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    drawn = frame.chart
    _common(drawn, legend=False)
    for axis, title, most in zip((drawn.category_axis, drawn.value_axis), chart.axes, chart.most, strict=True):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, most, 1
        axis.has_title, axis.has_major_gridlines = True, True
        axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(LIGHT.grid[1:])
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
        axis.axis_title.text_frame.text = title
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False
    drawn_series = drawn.plots[0].series[0]
    drawn_series.format.line.fill.background()
    drawn_series.marker.style, drawn_series.marker.size = XL_MARKER_STYLE.CIRCLE, 10
    drawn_series.marker.format.fill.solid()
    drawn_series.marker.format.fill.fore_color.rgb = RGBColor.from_string(LIGHT.ink[1:])
    _name(drawn_series, marks, chart)
    return frame


def _name(series: Any, marks: pd.DataFrame, chart: Points) -> None:
    """Names at the marks: of many only those in the right half, where the weight is."""
    for number, mark in enumerate(each_row(marks)):
        if len(marks) > 8 and mark.x < chart.most[0] / 2.2:
            words = f"{mark.count}" if mark.count > 1 else ""
        else:
            words = clean(mark.label)
        if words:
            label = series.points[number].data_label
            label.text_frame.text = words
            label.text_frame.paragraphs[0].runs[0].font.size = Pt(11)
            label.position = XL_LABEL_POSITION.ABOVE


def _common(chart: Any, *, legend: bool) -> None:
    chart.has_title, chart.has_legend = False, legend
    chart.font.size, chart.font.color.rgb = Pt(_SIZE), RGBColor.from_string(LIGHT.ink[1:])
    if legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False


def _workbook(table: Sequence[Sequence[str | float | None]], as_of: date) -> bytes:
    """The numbers behind a chart, where the chart looks for them; a text is never read as a formula."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"author": "Lodestone", "created": midnight(as_of).replace(tzinfo=None)})
    sheet = book.add_worksheet("Sheet1")
    sheet.set_column(0, 0, 40)
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return stable_zip(made.getvalue())
