# Questions about a campaign, and their answers.

question-not_found = That question is not there. Look at the list again.
question-dropped = That question was dropped, so it cannot be answered. Nothing was changed.
question-not_open = That question was answered or dropped already. Nothing was changed.
question-same = That is what the answer says already. Nothing was changed.
question-rumour_needs_source = A rumour is answered from a source. Say what you know it from: a letter, a meeting, a page of the employer's. Nothing was changed.
question-waits_already = That question is asked already, in the same words, and waits for its answer. Nothing was stored twice.
question-enough_today = You have asked { $most } questions today, which is as many as one member can. Nothing was stored: please ask again tomorrow.

# On the board
question-button = Questions and answers
question-board =
    { $answered ->
        [one] **Questions:** 1 answered, none open.
       *[other] **Questions:** { $answered } answered, none open.
    }
question-board-open = **Questions:** { $answered } answered, { $open } open; { $days ->
        [0] the oldest came today.
        [one] the oldest has waited for 1 day.
       *[other] the oldest has waited for { $days } days.
    }

# For members
question-title-faq =
    { $pages ->
        [one] Questions and answers
       *[other] Questions and answers ({ $page } of { $pages })
    }
question-none_answered = Nothing has been asked and answered yet. Ask the first question: under your name, or without it.
question-line-answered = • { $question }
question-choose = Read the answer to…
question-ask-named = Ask with my name
question-ask-unnamed = Ask without my name
question-back = Back to the list
question-is_rumour = **This is a rumour that reps have looked into.**
question-source = Source: { $source }
question-signed = { $office }, { $on }
question-promise-title = Asking without your name
question-promise =
    We do not store who asks this, or when, and cannot find out later from our records. It is shown to reps with the next round of questions: at 08:00, 13:00 or 18:00.
    Discord handles the message and may keep records.
    Your wording, or a detail that few people know, may identify you. Do not use a work device.
    Nobody can write back to you: look for the answer here. This is not a grievance or a report, and it stops no legal clock.
question-write-unnamed = Write the question
question-received-named = Your question is with the reps, under your name. You get a private message when it is answered, if you accept them; the answer is published without your name.
question-received-unnamed = Your question is stored without your name. Reps see it from { $at }; look for the answer in /campaign ask.
question-form-title-named = Ask with your name
question-form-title-unnamed = Ask without your name
question-form-text = Your question
question-form-text-hint = What happens to my increment if we accept?
question-form-help-named = Reps see your name; the published answer does not have it.
question-form-help-unnamed = Leave out what would tell who you are: your office, your post, your dates.
question-letter-asked = You asked: { $question }
question-letter-dropped = It will not be answered. The reason:

# For reps
question-title-waiting =
    { $pages ->
        [one] Questions to answer
       *[other] Questions to answer ({ $page } of { $pages })
    }
question-none_waiting = No question waits for an answer. Questions without a name come in rounds, at 08:00, 13:00 and 18:00.
question-line-open =
    { $days ->
        [0] • **Open, since today:** { $question }
        [one] • **Open for 1 day:** { $question }
       *[other] • **Open for { $days } days:** { $question }
    }
question-line-to_correct = • Answered: { $question }
question-choose-to_answer = Answer one, or correct its answer…
question-title-one = A question
question-asked-named = Asked by { $who }, whose name is not published.
question-asked-unnamed = Asked without a name.
question-waits =
    { $days ->
        [0] It came today.
        [one] It has waited for 1 day.
       *[other] It has waited for { $days } days.
    }
question-answer = Answer
question-correct = Correct the answer
question-drop = Drop it
question-form-title-answer = Answer a question
question-form-wording = The question as it is published
question-form-wording-help = Take out whatever would tell who asked.
question-form-answer = The answer
question-form-kind = What it is about
question-form-kind-question = A question
question-form-kind-rumour = A rumour: a source is needed
question-form-source = From what this is known
question-form-source-hint = The employer's letter of 3 November
question-form-office = As what you sign
question-form-office-hint = Branch secretary
question-form-title-drop = Drop a question
question-form-reason = Why it will not be answered
question-form-drop-help-named = Whoever asked gets this in a private message.
question-form-drop-help-unnamed = It was asked without a name: nobody can be told. The reason stands on the record.
question-done-answered = The answer is published.
question-done-dropped = The question is dropped.
