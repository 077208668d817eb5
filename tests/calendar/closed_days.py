"""The days of 2020-2040 on which Danish courts count as closed, from what nobody here wrote: python3-holidays knows the
helligdage (and still has store bededag, which was one until 2023, and Palmesøndag, which is a Sunday like any other)."""
import datetime

import holidays

YEARS = range(2020, 2041)


def closed_days():
    """One line a day but for plain Saturdays and Sundays: the date, and helligdag or lukket."""
    lines = []
    helligdage = {
        day
        for day, name in holidays.Denmark(years=list(YEARS)).items()
        if name != "Palmesøndag" and not (name == "Store bededag" and day.year >= 2024)
    }
    for year in YEARS:
        lukket = {datetime.date(year, 6, 5), datetime.date(year, 12, 24), datetime.date(year, 12, 31)}
        for day in sorted({day for day in helligdage if day.year == year} | lukket):
            lines.append(f"{day} {'helligdag' if day in helligdage else 'lukket'}\n")
    return "".join(lines)


if __name__ == "__main__":
    print(closed_days(), end="")
