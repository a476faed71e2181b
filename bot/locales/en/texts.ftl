# Refusals of bot/rules/texts.py. $field says which text it is: question, option, title, place, agenda_item, reason; of
# a campaign campaign (its title), employer, claim, contact; or any other. $number is the line of an option, or counts
# the items.

text-empty =
    { $field ->
        [question] The question is empty. Type what members are asked.
        [option] Line { $number } of the options is empty. Type a word or more.
        [title] The title is empty. Type what the meeting is called.
        [place] Nothing is said of where it is. Type a place or a link.
        [agenda_item] Item { $number } of the agenda is empty. Type a word or more, or take the line out.
        [campaign] The title is empty. Type what the campaign is called.
        [employer] The employer is missing. Type whom the claim is made to.
        [claim] The claim is empty. Type what is claimed.
        [contact] Nothing is said of where to ask. Type who answers members' questions, or where.
        [terms] Nothing is said of how it ended. Type the terms, or what became of it.
        [reason] The reason is empty. Type a sentence that members will understand.
        [scrutineer] The scrutineer's name is missing. Type who holds the ballot.
        [replacement] Nothing is said of how to get another paper. Type whom members ask.
        [workplace] Line { $line } names no workplace. Type its name, or take the line out.
       *[text] There is nothing to read in this text. Type a word or more.
    }

text-too_long =
    { $field ->
        [question] { $over ->
            [one] The question is { $over } character too long. The most is { $most }: shorten it.
           *[other] The question is { $over } characters too long. The most is { $most }: shorten it.
        }
        [option] { $over ->
            [one] Line { $number } of the options is { $over } character too long. The most is { $most }: shorten it.
           *[other] Line { $number } of the options is { $over } characters too long. The most is { $most }: shorten it.
        }
        [title] { $over ->
            [one] The title is { $over } character too long. The most is { $most }: shorten it.
           *[other] The title is { $over } characters too long. The most is { $most }: shorten it.
        }
        [place] { $over ->
            [one] The place is { $over } character too long. The most is { $most }: shorten it.
           *[other] The place is { $over } characters too long. The most is { $most }: shorten it.
        }
        [agenda_item] { $over ->
            [one] Item { $number } of the agenda is { $over } character too long. The most is { $most }: shorten it.
           *[other] Item { $number } of the agenda is { $over } characters too long. The most is { $most }: shorten it.
        }
        [reason] { $over ->
            [one] The reason is { $over } character too long. The most is { $most }: shorten it.
           *[other] The reason is { $over } characters too long. The most is { $most }: shorten it.
        }
        [category] { $over ->
            [one] The category in line { $line } is { $over } character too long. The most is { $most }: shorten it.
           *[other] The category in line { $line } is { $over } characters too long. The most is { $most }: shorten it.
        }
        [workplace] { $over ->
            [one] The name in line { $line } is { $over } character too long. The most is { $most }: shorten it.
           *[other] The name in line { $line } is { $over } characters too long. The most is { $most }: shorten it.
        }
       *[text] { $over ->
            [one] This text is { $over } character too long. The most is { $most }: shorten it.
           *[other] This text is { $over } characters too long. The most is { $most }: shorten it.
        }
    }

text-bidi = This text has hidden characters that turn the reading direction, so it could read other than it is. Type it again without copying.
text-mention = Take out the mention (@everyone, @here, or of a person, a role or a channel): what is typed here never calls people by mention. Write the name instead.
text-marks = This text has too many accents stacked on one letter for people to read it. Type it again without them.
text-no_words =
    { $field ->
        [question] The question has no words. Emoji alone cannot be read aloud or printed in the minutes: add a word.
        [option] Line { $number } of the options has no words. Emoji alone cannot be read aloud or printed in the minutes: add a word.
        [title] The title has no words. Emoji alone cannot be read aloud or printed in the minutes: add a word.
        [category] Line { $line } has no words. Type what the category is called, or take the line out.
        [workplace] Line { $line } has no words. Type the workplace's name, or take the line out.
       *[text] This text has no words. Emoji alone cannot be read aloud or printed in the minutes: add a word.
    }
