# The claim and the offers, and the table of pay they are about. In a refusal $said is what was typed.

# The private panel
offer-title = Pay and offers: { $title }
offer-bands =
    { $number ->
        [one] **Pay now:** { $first }, { $first_pay } a year, is the only band.
       *[other] **Pay now:** { $number } bands, from { $first } ({ $first_pay } a year) to { $last } ({ $last_pay } a year).
    }
offer-past = **Earlier pay** is known for { $years }.
offer-no_past = Earlier pay is not known: without it, pay cannot be compared with prices since then.
offer-bands-missing = **Pay now** is not known yet. Type or paste the bands, or use this command again with a CSV file.
offer-proposal =
    { $kind ->
        [unnamed] **{ $name }** ({ $on }): { $terms }
        [claim] **Claim: { $name }** ({ $on }): { $terms }
       *[offer] **Offer: { $name }** ({ $on }): { $terms }
    }
offer-proposals-missing = Nothing is claimed or offered here yet.
offer-special =
    { $number ->
        [one] its own terms for { $number } band
       *[other] their own terms for { $number } bands
    }
offer-about_files = **A CSV file** has a header and a line for each band: *Band* and *Current pay* (a year, full time); if you like also earlier years (*2021*), *Claim* and *Offer* with what each gives (5%, £500, 3% + £500), or *Offer pay* with the new pay.
offer-type_bands = Type or paste bands
offer-full_time = A full-time week is { $hours } hours.
offer-week = Full-time week
offer-week-form-hours = Hours a week of a full-time post
offer-week-form-hours-hint = 37 or 37.5
offer-type_one = Type a claim or an offer
offer-compare = Compare
offer-download = Download the table
offer-pick = Correct or remove a claim or an offer
offer-pick-about = made on { $on }

# The forms
offer-form-title = Claim or offer
offer-form-kind = Whose is it?
offer-form-kind-claim = The union's claim
offer-form-kind-offer = An offer by the employer
offer-form-name = What it is called
offer-form-name-hint = First offer
offer-form-made = When it was made
offer-form-made-help = Today, if you leave it empty.
offer-form-made-hint = 2 November 2026
offer-form-terms = What it gives
offer-form-terms-help = 5%, £500, 3% + £500, 4% or at least £1,250, £300 once; a semicolon before the next year.
offer-form-terms-hint =
    3.2%; 2%
    SCP 2 to SCP 43: £1,290
offer-bands-form-title = Bands and their pay
offer-bands-form-table = One band to a line, pay a year, full time
offer-bands-form-table-help = This replaces the table there is. More columns: paste from a spreadsheet with its header.
offer-bands-form-table-hint =
    Band 5: £31,049
    Band 6: £38,682

# What was read, before it is kept
offer-read = **Nothing is kept yet.** This is what was read. Press Keep if it is right.
offer-read-bands =
    { $number ->
        [one] **{ $number } band**, in the place of any kept before:
       *[other] **{ $number } bands**, in the place of any kept before:
    }
offer-read-band = { $band }: { $pay } a year
offer-read-more =
    { $number ->
        [one] and { $number } more
       *[other] and { $number } more
    }
offer-read-ignored = Left out, because they mean nothing here: the columns { $columns }. The columns that are read begin with Band, Current pay, Claim, Offer, or are a year.
offer-read-example = For { $band }, paid { $pay } now:
offer-keep = Keep
offer-change = Change
offer-discard = Discard
offer-kept = Kept. The board says so, and members see it with /campaign pay.
offer-stage_behind =
    { $stage ->
        [claim] On the board the campaign is still at the claim. Note with /campaign stage that there is an offer.
       *[talks] On the board the campaign is still at the talks. Note with /campaign stage that there is an offer.
    }
offer-discarded = Discarded. Nothing was changed.

# One claim or offer, to be corrected or removed
offer-correct = Correct
offer-remove = Remove…
offer-remove-question = Remove "{ $name }"? Do this where it was entered by mistake. An offer that was rejected can stay, to be compared with the next one.
offer-remove-sure = Yes, remove it
offer-removed = Removed.
offer-too_long_to_correct = Its terms are too many for a form. Send the table again to correct them.

# Terms and their sums
offer-rise =
    { $form ->
        [percent] { $percent }
        [flat] { $flat }
        [both] { $percent } + { $flat }
        [percent_least] { $percent }, or at least { $least }
        [flat_least] { $flat }, or at least { $least }
        [both_least] { $percent } + { $flat }, or at least { $least }
        [pay] a new pay of { $pay }
       *[none] no rise
    }
offer-rise-and_once = { $rise }, and { $once } once
offer-rise-only_once = { $once } once
offer-terms-year = year { $number }: { $rise }
offer-terms-of_one = { $band }: { $terms }
offer-terms-of_some = { $first } to { $last }: { $terms }
offer-sum =
    { $form ->
        [percent] Year { $number }: { $before } + { $percent } ({ $share }) = **{ $pay }**
        [flat] Year { $number }: { $before } + { $flat } = **{ $pay }**
        [both] Year { $number }: { $before } + { $percent } ({ $share }) + { $flat } = **{ $pay }**
        [least] Year { $number }: { $before } + at least { $least } = **{ $pay }**
        [pay] Year { $number }: **{ $pay }**, as the table says
       *[none] Year { $number }: **{ $pay }**, as before
    }
offer-sum-once = { $sum }, and { $once } once
offer-about_sums = Pay is for a year of full-time work. The per cent is taken of the pay before, to the nearest penny, half a penny up; then flat amounts are added. Each year builds on the one before. What is paid once is no part of the next year's pay. Your employer's tables may round to whole pounds.

# Side by side
offer-compare-title =
    { $pages ->
        [one] Side by side
       *[other] Side by side ({ $page } of { $pages })
    }
offer-row = **{ $band }**: { $pay } now
offer-row-gives =
    { $years ->
        [one] { $name }: { $pay } ({ $more }, { $rise })
       *[other] { $name }: { $pay } after { $years } years ({ $more }, { $rise })
    }
offer-row-gives-once = { $line }, and { $once } once
offer-row-unknown = { $name }: says nothing of this band
offer-back = Back to pay and offers
offer-post = Post in the channel
offer-posted = Posted: { $channel }
offer-post-title = What is claimed and offered
offer-post-more =
    { $number ->
        [one] { $number } more band is in the table attached.
       *[other] { $number } more bands are in the table attached.
    }
offer-post-mine = What it means for me
offer-file = pay-{ $campaign }.csv
offer-file-compared = offers-{ $campaign }.csv
offer-column-band = Band
offer-column-current = Current pay
offer-column-proposal =
    { $kind ->
        [claim] Claim: { $name }
       *[offer] Offer: { $name }
    }
offer-column-year = { $name }, pay in year { $number }
offer-column-more = { $name }, rise in all
offer-column-once = { $name }, paid once

# The board
offer-board = **On the table**

# Refusals: terms
offer-terms_empty = It is not said what it gives. Type, for example, 5%, £500, 3% + £500 or 4% or at least £1,250, and a semicolon before each further year.
offer-terms_unreadable = "{ $said }" cannot be read. Type amounts with % or £ and join them with +, as in 3% + £500; put a semicolon before the next year. A rise that follows an index needs its figure.
offer-terms_no_sign = "{ $said }" could be per cent or pounds. Write { $said }% or £{ $said }. In a table the column's name can say it once for all: Offer % or Offer £, or Offer pay for the new pay.
offer-terms_share = "{ $said }" could mean { $times }, or { $said }%. Write it with its sign: { $times } or { $said }%.
offer-terms_negative = "{ $said }" is less than nothing. Type what it gives, without a minus.
offer-terms_twice =
    { $what ->
        [percent] "{ $said }" has two percentages in one year. Put a semicolon between two years; within one year type their sum.
        [flat] "{ $said }" has two flat amounts in one year. Put a semicolon between two years; within one year type their sum.
        [once] "{ $said }" has two payments that are made once. Put a semicolon between two years; within one year type their sum.
       *[other] "{ $said }" says the same thing twice in one year. Put a semicolon between two years.
    }
offer-terms_unclear_or = It is not plain which of the two "{ $said }" gives. Write "or at least" before the amount below which no rise may fall: 5% or at least £1,250.
offer-terms_least_alone = "{ $said }" says the least, but not of what. Write the rise as well: 4% or at least £1,250.
offer-terms_pay_and_rise = "{ $said }" gives a new pay and a rise in one. Type one of them.
offer-terms_odd_percent = The percentage in "{ $said }" is unlikely. It can be { $most }% at most and have { $places } decimals.
offer-terms_part_penny = "{ $said }" has a part of a penny. Type pounds and pence.
offer-terms_too_much = The amount in "{ $said }" is over { $most }. Check its noughts.
offer-terms_too_long = This is too long. It can have { $most } characters; for terms of many bands send a table.
offer-terms_too_many_years = These are too many years. The most is { $most }.
offer-terms_two_lines = "{ $said }" is a second line for everybody. A line for some bands begins with them and a colon, as in SCP 2 to SCP 43: £1,290. Years stand in one line, with a semicolon between them.
offer-no_such_band = There is no band called "{ $said }" in the table of pay. Write its name as it stands there, or the first and the last with "to" between them.
offer-band_named_twice = Two lines name the band { $band }. Take it out of one of them.
offer-band_not_in_table = "{ $offer }" has terms for the band { $band }, which this table does not have. Add the band, or remove that offer first.
offer-rise_too_large = With "{ $offer }" the pay of { $band } would rise by { $more } in one year, which is over half. If that is the new pay, name the column Offer pay; else check its noughts.
offer-made_unreadable = This is not a day up to today. Type it as in { $example }.
offer-no_such_kind = Choose whether it is the claim or an offer.
offer-name_taken = There is another one called "{ $name }". Give this one another name.
offer-too_many = There are { $most } claims and offers already, which is the most. Remove one that was entered by mistake.
offer-not_found = This claim or offer has been removed. Open /campaign offer again.
offer-draft_gone = This is no longer there to be kept: something else was read since, it was kept, or a day has gone by. Open /campaign offer again.
offer-no_bands = There is no pay to compare yet. Send the bands first.
offer-no_proposals = Nothing is claimed or offered yet. Type that first.

# Refusals: tables
offer-file_not_csv = This file is not a table that can be read. Open it in the spreadsheet, save it as "CSV UTF-8" or as text with tabs, and attach that.
offer-file_too_large = This file is too large for a table of pay. It can have { $most } kB.
offer-table_empty = There are no bands in this table. It needs a header (Band, Current pay) and a line for each band.
offer-table_too_long = This table has { $rows } lines. The most is { $most }. It is one line for each band or point, never one for each person.
offer-table_quotes = From line { $line } on a quotation mark is open and never closed, so that the lines after it cannot be told apart. Close it or take it out.
offer-header_unknown = The header "{ $found }" is not one that can be read. Name the column with the bands Band, and the one with what they are paid a year now Current pay. Hourly or monthly pay has to be made yearly first; where pay differs by area, give each area lines of its own.
offer-header_twice = The column "{ $header }" stands there twice, or another column means the same. Keep one of them, or call them differently.
offer-past_of_which = This table has earlier years and also several columns with the pay now (a lowest and a highest, say), so that it is not plain whose earlier pay it is. Give each of them a line of its own.
offer-too_many_past = These are too many earlier years. The most is { $most }.
offer-table_problems =
    { $number ->
        [one] Nothing was kept: { $number } line has to be put right first.
            { $lines }
       *[other] Nothing was kept: { $number } lines have to be put right first.
            { $lines }
    }
offer-table_line = Line { $line }: { $problem }
offer-table_more =
    { $number ->
        [one] and { $number } more line.
       *[other] and { $number } more lines.
    }

# What is wrong with a line
offer-line_unreadable = "{ $said }" is not a band and its pay. Write it as in Band 5: £31,049.
offer-band_twice = The band { $band } stands in line { $line } already. It is one line for each band or point, never one for each person.
offer-no_band = It has pay but no band. Write which band it is.
offer-no_pay = "{ $said }" has no pay now. Write what it is paid a year; a note has to be taken out.
offer-too_many_cells = It has { $cells } columns and the header { $wanted }. An amount with a comma needs quotation marks, or no comma.
offer-pay_unreadable = "{ $said }" is not an amount. Write it as in £31,049 or 31049.50.
offer-pay_negative = "{ $said }" is less than nothing. Pay has no minus.
offer-pay_part_penny = "{ $said }" has a part of a penny. Round it to pence.
offer-pay_too_low = { $said } is no pay for a year of full-time work: the least that can be read is { $least }. Pay by the hour, week or month has to be made yearly first.
offer-pay_too_high = { $said } is over { $most } a year. Check its noughts.
