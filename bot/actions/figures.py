"""Reports and workload in numbers, for organisers: what may be told of a year, and nothing that may not."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.desk import Desk
from bot.ids import Asker, Power
from bot.rules import access, report_figures
from bot.rules import workload as rules
from bot.rules.branches import Branch
from bot.rules.report_figures import Figures
from bot.rules.times import local
from bot.rules.workload import Published, ReturnMonth
from bot.store import branches, report_counts, workload


@dataclass(frozen=True)
class Counted:
    """A month of workload returns that is over."""

    month: date
    """Its first day."""
    published: Published
    began_anew: bool


@dataclass(frozen=True)
class InNumbers:
    """What may be told of a year."""

    branch: Branch
    today: date
    years: Sequence[int]
    """Those there may be something to tell of, the latest first."""
    reports: Figures
    has_offices: bool
    """Whether reports could name an office: a branch without a list has no table of them."""
    workload: Sequence[Counted]
    """The months of the year that are over and have five returns or more, in their order.

    Of a month with fewer nobody reads whether it has any.
    """

    @property
    def year(self) -> int:
        """The year that is told of."""
        return self.reports.year


async def of_year(desk: Desk, who: Asker, year: int | None = None) -> InNumbers:
    """What may be told of this year, of the present one where none is given; raises NotAllowed for no organiser."""
    access.require(who, Power.ORGANISER)
    async with desk.db.reading() as conn:
        branch = await branches.present(conn, who.guild_id)
        by_category = await report_counts.of(conn, who.guild_id, "category")
        by_office = await report_counts.of(conn, who.guild_id, "office")
        told = [_counted(each) for each in await workload.published(conn, who.guild_id)]
    months = [each for each in told if each.published.together is not None]
    today = local(desk.now(), branch.zone).date()
    this_month = rules.month_of(today)
    years = {*report_figures.years(this_month, by_category), *(each.month.year for each in months)}
    found = year or today.year
    has_offices = any(name for names in by_office.values() for name in names)
    told_of = report_figures.figures(found, this_month, by_category, by_office)
    return InNumbers(
        branch=branch,
        today=today,
        years=sorted(years, reverse=True),
        reports=told_of if has_offices else replace(told_of, by_office=()),
        has_offices=has_offices,
        workload=[each for each in months if each.month.year == found],
    )


def _counted(month: ReturnMonth) -> Counted:
    published = rules.revived(json.loads(month.published or "{}"))
    return Counted(rules.first_of(month.month), published, month.began_anew)
