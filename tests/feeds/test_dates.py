"""Dates: what is read, how, and what is no date at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.feeds.dates import parse_date

NOON = "2021-03-04T12:00:00+00:00"


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-04T12:00:00Z",
        "2021-03-04t12:00:00z",
        "2021-03-04 12:00:00",
        "2021-03-04T12:00",
        "2021-03-04T14:30:00+02:30",
        "2021-03-04T14:30:00.250+0230",
        "2021-03-04T07:00:00-05:00Z",
        "Thu, 04 Mar 2021 12:00:00 GMT",
        "Thu, 4 Mar 2021 12:00 Z",
        "4 Mar 21 12:00:00 +0000",
        "Thu,04 Mar 2021 12:00:00 -0000",
        "Thu, 04 Mar 2021 07:00:00 EST",
        "Thu, 04 Mar 2021 07:00:00 ET",
        "Thu, 04 Mar 2021 21:00:00 JST",
        "Thu, 04 Mar 2021 13:00:00 CET",
        "Thu, 04 Mar 2021 13:00:00 Europe/Brussels",
        "Thu, 04 Mar 2021 17:30:00 IST",
        "Thu, 04 Mar 2021 05:00:00 GMT-07:00",
        "Thu Mar 04 2021 13:00:00 GMT+0100 (Central European Standard Time)",
        "Thu Mar  4 12:00:00 2021",
        "Thu Mar 04 12:00:00 +0000 2021",
        "Thu Mar 04 07:00:00 EST 2021",
        "Thursday, March 4, 2021 - 12:00pm",
        "Mar. 4, 2021, 12:00 p.m.",
        "4th March 2021 12:00",
        "Do, 04 Mär 2021 13:00:00 +0100",
        "jeu., 04 mars 2021 13:00:00 +0100",
        "jueves 4 de marzo de 2021 12:00",
        "Thu, 03/04/2021 - 12:00",
        "Thu, 04/03/2021 - 12:00",
        "03/04/2021 12:00",
        "04.03.2021 12:00",
        "2021/03/04 12:00:00",
        "2021년 03월 04일 21:00:00",
        "2021年3月4日 20:00",
        "1614859200",
        "1614859200000",
        "Wed, 03 Mar 2021 24:00:00 -1200",
        "  Thu,\n 04 Mar 2021   12:00:00 GMT ",
        "Thu, 04 Mar 2021 12:00:00 XYZ",
        "2021-03-04T14:00:00+02",
        "2021-03-04T13:00:00+01:00[Europe/Berlin]",
        "2021-03-04 12:00:00 +0000 UTC",
        "2021-3-4T12:00:00Z",
        "20210304T120000Z",
        "20210304T1400+0200",
        "Thu, 4 Mar 2021 12:0:0 GMT",
        "Thu, 04 Mar 2021 2:00:00 PM +0200",
        "Thu, 04 Mar 2021 12:00:00 GMT;",
        "jeudi 4 mars 2021 12h00",
        "quinta-feira, 4 de março de 2021 12:00",
        "2021-03-04 à 12:00",
        "1614859200.25",
    ],
)
def test_the_same_moment_in_many_forms(text: str) -> None:
    read = parse_date(text)
    assert read is not None
    assert read.isoformat() == NOON


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021", "2021-01-01"),
        ("2021-03", "2021-03-01"),
        ("Nov. 2020", "2020-11-01"),
        ("26/06/2020", "2020-06-26"),
        ("06/07/2020", "2020-06-07"),
        ("06.07.2020", "2020-07-06"),
        ("2016/6/29", "2016-06-29"),
        ("20200706", "2020-07-06"),
        ("1 Jan 50", "1950-01-01"),
        ("1 Jan 49", "2049-01-01"),
        ("1 Aug 2020 EDT", "2020-08-01"),
    ],
)
def test_parts_that_are_missing_are_first_ones_and_never_todays(text: str, date: str) -> None:
    read = parse_date(text)
    assert read is not None
    assert read.date().isoformat() == date


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "abc", "2010-", "soon", "yesterday", "12:00", "Thu", "March", "0000-01-01", "10000-01-01",
        "2021-02-30",
        "30 Feb 2021", "2021-13-01", "2021-03-04T25:00:00Z", "Thu, 04 Mar 2021 12:61:00 GMT", "13:00 pm 4 Mar 2021",
        "Thu, 04 Mar 2021 12:00:00 +zz:00", "Thu, 04 Xyz 2021 12:00:00 GMT", "٢٠٢١-٠٣-٠٤", "NaN", "-1", "9" * 40,
        "20211301", "20210304T2500",
        "the market fell on 4 March 2021", "Sun, Dec x 2012 11:47:32 GMT", "0001-01-01T00:00:00+14:00", "x" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_leap_second_is_the_second_before_it() -> None:
    assert parse_date("2016-12-31T23:59:60Z") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


moments = st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2100, 1, 1)).map(
    lambda d: d.replace(microsecond=0)
)
zones = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@given(moments, zones)
def test_rfc_3339_and_rfc_822_are_read_as_written(moment: datetime, zone: timezone) -> None:
    aware = moment.replace(tzinfo=zone)
    assert parse_date(aware.isoformat()) == aware
    assert parse_date(format_datetime(aware)) == aware


@given(st.text(max_size=60))
def test_any_text_is_a_date_in_utc_or_none(text: str) -> None:
    read = parse_date(text)
    assert read is None or read.utcoffset() == timedelta(0)


@given(
    st.sampled_from(["", "Mon, ", "Sun, "]), st.integers(0, 32), st.sampled_from(["Jan", "Feb", "Sep"]),
    st.integers(1, 9999), st.integers(0, 25), st.integers(0, 61), st.none() | st.integers(0, 61),
    st.sampled_from(["GMT", "UTC", "+0000", "-0330", "+2400", "+2300", "-1260"]),
)  # fmt: skip
def test_the_quick_way_to_read_a_usual_date_reads_what_the_long_way_does(  # type: ignore[no-untyped-def]
    weekday, day, month, year, hour, minute, second, zone
) -> None:
    seconds = "" if second is None else f":{second:02}"
    text = f"{weekday}{day} {month} {year:04} {hour:02}:{minute:02}{seconds} {zone}"
    with pytest.MonkeyPatch.context() as patched:
        quick = parse_date(text)
        patched.setattr("newsterm.feeds.dates._rfc822", lambda _: None)
        assert quick == parse_date(text)
