"""What was probably meant."""

from newsterm.hints import did_you_mean, nearest


def test_the_nearest_known_word_is_offered() -> None:
    assert nearest("Theem", ["width", "theme"]) == "theme"
    assert did_you_mean("theem", ["width", "theme"]) == ' Did you mean "theme"?'


def test_upper_case_is_no_difference() -> None:
    assert nearest("theme", ["Theme"]) == "Theme"


def test_where_nothing_is_near_nothing_is_offered() -> None:
    assert nearest("xyzzy", ["width", "theme"]) is None
    assert did_you_mean("xyzzy", ["width"]) == ""
