# /campaign pay: what the claim and the offers mean for one member. $form says whether a difference is more, less or none.

pay-no_bands = No pay bands have been entered for this campaign yet, so nothing can be worked out. A rep enters them with /campaign offer.
pay-no_such_band = That band is no longer in the table: it was changed a moment ago. Run /campaign pay again.
pay-choose_from_list = No band has that name. Choose one from the list that appears while you type, or leave the band out.
pay-hours_unreadable = Steward cannot read "{ $said }" as hours. Type the hours a week, for example 22.5 or 22:30, or 18 of 35 where full time is 35.
pay-hours_unlikely = "{ $said }" cannot be the hours of a week. Type hours, not a share: half of 37 hours is 18.5.
pay-more_than_full_time = { $said } hours are more than full time, which is { $full } here. Pay for overtime is not in the table. If full time is more hours where you work, type both, for example 37.5 of 37.5.
pay-no_such_year =
    { $number ->
        [0] Neither prices nor earlier pay have been entered, so there is no year to compare with. Leave the year out.
       *[other] Nothing was entered for "{ $said }". The years to compare with are { $years }.
    }

pay-title = What it means for your pay
pay-intro = Campaign: **{ $title }**. Choose your band. Then say how many hours you work, and since when you want to compare.
pay-many_bands = There are { $number } bands. Press Next for more, or type yours in the "band" field of /campaign pay.
pay-nothing_kept = Only you see this. Steward stores nothing of what you choose or type here.
pay-choose_band = Your band
pay-band-now = { $pay } a year now, full time
pay-form-hours = Your hours a week
pay-form-hours-help = Full time is { $full } hours. Where yours is another: 18 of 35.
pay-form-since = Compare since which year?
pay-form-since-help = What was entered: { $years }.

pay-slip-title = Your pay: { $band }
pay-hours =
    { $form ->
        [full] Full time, { $full } hours a week.
       *[part] { $worked } of { $full } hours a week.
    } Steward stores nothing of what you chose or typed.
pay-now = **Now:** { $year } a year, { $month } a month.
pay-no_proposals = No claim and no offer has been entered yet.
pay-proposal =
    { $known ->
        [no] { $kind ->
            [unnamed] **{ $name }** ({ $on }): it does not say what this band gets.
            [claim] **Claim, { $name }** ({ $on }): it does not say what this band gets.
           *[offer] **Offer, { $name }** ({ $on }): it does not say what this band gets.
        }
       *[yes] { $kind ->
            [unnamed] **{ $name }** ({ $on }): { $terms }
            [claim] **Claim, { $name }** ({ $on }): { $terms }
           *[offer] **Offer, { $name }** ({ $on }): { $terms }
        }
    }
pay-year = Year { $number }: **{ $year }** a year, { $month } a month. { $change }
pay-change-of =
    { $form ->
        [more] That is { $pay } a year more than now ({ $rise }).
        [less] That is { $pay } a year less than now ({ $rise }).
       *[same] That is the same as now.
    }

pay-no_prices = **Against prices:** neither prices nor earlier pay have been entered yet, so nothing can be said of what pay is worth. An officer enters prices with the button Prices.
pay-since = **Against prices since { $year }**
pay-past =
    { $form ->
        [more] In { $year } this band was paid { $pay } a year for these hours; it has risen { $rise } since.
        [less] In { $year } this band was paid { $pay } a year for these hours; it has fallen { $rise } since.
       *[same] In { $year } this band was paid { $pay } a year for these hours, as now.
    }
pay-past-unknown = What this band was paid in { $year } has not been entered: what pay is worth can be said, but not what was lost.
pay-level = { $level } in { $month }
pay-level-from = { $level } in { $month } ({ $source }; entered { $on })
pay-measure =
    { $form ->
        [more] **{ $measure }** rose { $rise }: from { $then } to { $now }.
        [less] **{ $measure }** fell { $rise }: from { $then } to { $now }.
       *[same] **{ $measure }** is where it was: from { $then } to { $now }.
    }
pay-kept_up = To buy what it bought in { $year }, pay would have to be { $pay } a year now.
pay-measures-missing = Nothing can be said of prices yet: no index has levels of the same month, in { $year } and lately. An officer enters them with the button Prices.
pay-measure-missing = **{ $measure }:** not shown. It needs levels of the same month, in { $year } and lately.
pay-worth =
    { $form ->
        [more] { $what }: worth { $real } in { $year } pounds, **{ $less } a year more than in { $year }**.
        [less] { $what }: worth { $real } in { $year } pounds, **{ $less } a year less than in { $year }**.
        [same] { $what }: worth { $real } in { $year } pounds, as much as in { $year }.
       *[unknown] { $what }: worth { $real } in { $year } pounds.
    }
pay-name-now = Pay now
pay-later_years = Of each proposal only year 1 is held against prices. Nobody knows the prices of later years.
pay-formula =
    { $prices ->
        [yes] **How it is worked out:** full-time pay × your hours ÷ full-time hours, to the nearest penny; a month is a twelfth. Each year of a proposal builds on the year before. In { $year } pounds: pay × index of { $year } ÷ index of now. To buy the same: pay of { $year } × index of now ÷ index of { $year }.
       *[no] **How it is worked out:** full-time pay × your hours ÷ full-time hours, to the nearest penny; a month is a twelfth. Each year of a proposal builds on the year before.
    }

pay-sums = Show the sums
pay-back = Back to your pay
pay-chart = Show a chart
pay-change = Change hours or year
pay-other_band = Another band
pay-sums-title = The sums: { $band }
pay-sum-then = In { $year }
pay-sum-kept_up = { $measure }, what pay would have to be now
pay-sum-hours = Year { $number } for your hours
pay-sum = { $what }: { $sum }

pay-chart-title = Pay against prices since { $year }
pay-chart-subtitle =
    { $form ->
        [full] { $band }, full time
       *[part] { $band }, { $worked } of { $full } hours a week
    }
pay-chart-pay = Pay
pay-chart-worth =
    { $form ->
        [more] By { $measure }, pay now is worth { $less } a year more than in { $year }, in { $year } pounds.
        [less] By { $measure }, pay now is worth { $less } a year less than in { $year }, in { $year } pounds.
       *[same] By { $measure }, pay now is worth as much as in { $year }.
    }
pay-chart-words = { $title }, a chart. { $subtitle }. Change since { $year }: { $ends }.
pay-chart-with = With { $name }, year 1: pay { $rise } since { $year }.
pay-chart-source = { $measure }: { $then }, { $now }.
pay-no_chart = For a chart both prices and what this band was paid that year have to be entered.
pay-chart-failed = The chart could not be drawn this time. All of it stands in words above: press the button again in a minute.
