"""Names of months and weekdays in seven languages, as dates of feeds have them."""

from __future__ import annotations

# English first; then German, French, Spanish, Italian, Portuguese, Dutch.
_STARTS: tuple[tuple[str, ...], ...] = (
    ("jan", "jän", "ene", "gen", "ian"),
    ("feb", "fév", "fev", "fèv"),
    ("mar", "mär", "mrz", "maa", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "août", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "déc", "dic"),
)
_NAMES = frozenset(
    {
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
        "december", "januar", "jänner", "februar", "märz", "juni", "juli", "oktober", "dezember",
        "janvier", "février", "fevrier", "mars", "avril", "juin", "juillet", "août", "aout", "septembre", "octobre",
        "novembre", "décembre", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "setiembre", "octubre", "noviembre", "diciembre", "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio",
        "settembre", "ottobre", "dicembre", "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro",
        "outubro", "novembro", "dezembro", "januari", "februari", "maart", "augustus", "sept",
    }
)  # fmt: skip
_WEEKDAYS: tuple[tuple[str, ...], ...] = tuple(
    tuple(names.split())
    for names in (
        "mon mo montag lun lundi lunes lunedì seg segunda maandag ma",
        "tue tues di die dienstag mar mardi martes martedì ter terça dinsdag",
        "wed weds mi mit mittwoch mer mercredi mié miércoles mercoledì qua quarta woensdag wo",
        "thu thur thurs do don donnerstag jeu jeudi jue jueves gio giovedì qui quinta donderdag",
        "fri fr fre freitag ven vendredi vie viernes venerdì sex sexta vrijdag vr",
        "sat sa sam samstag samedi sáb sábado sab sabato zaterdag za",
        "sun so son sonntag dim dimanche dom domingo domenica zondag zo",
    )
)
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBER_OF_DAY = {name: n for n, names in enumerate(_WEEKDAYS) for name in (*names, _ENGLISH[n])}


def month_of(word: str) -> int | None:
    """1 to 12 for a month's name or its abbreviation; None for any other word."""
    name = word.casefold().rstrip(".")
    for number, starts in enumerate(_STARTS, 1):
        if name in starts or (name in _NAMES and name.startswith(starts)):
            return number
    return None


def weekday_of(word: str) -> int | None:
    """0 to 6, Monday first, for a weekday's name or its abbreviation; None for any other word."""
    return _NUMBER_OF_DAY.get(word.casefold().rstrip("."))
