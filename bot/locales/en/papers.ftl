# A secret poll's ballot paper: marked, confirmed, cast. Refusals of its box are in ballots.ftl.

# The promise, in the exact words that everything else we say of a secret poll is measured against.
paper-promise = Other members and branch officers cannot see how you voted. The bot's database does not record it. Discord, and whoever runs the bot's computer, could see it at the moment you press the button. If you need more than that, use the scrutineer's ballot or ask for paper.
paper-closes = Closes { $at } ({ $ago }). Only you can see this paper.
paper-how = Choose in the menu below. You then see your vote once more, and nothing is cast before you confirm it. If you close this message instead, nothing is cast.
paper-change-button = Change it
paper-cast-button = Cast my vote
paper-confirm = **Check your vote: it is not cast yet.** { $question }
    A vote that is cast is final. It cannot be changed or taken back, by you or by anybody else, because nobody knows which paper is yours.
paper-confirm-title = You are about to cast
paper-choice = • { $option }
paper-cast = **Your vote is in the box.** { $question }
    Your receipt:
    ```
    { $receipt }
    ```
    Copy it and keep it to yourself. When the poll has closed, use /poll receipt to see whether the vote with this receipt is in the count. It shows that your vote was counted, never how you voted. Once this message is gone, Steward cannot show the receipt again.
paper-not_counted = **Your vote was not counted.** { $why }
paper-not_counted-again = **Your vote was not counted.** { $why }
    Your paper is kept for now, so you can press Cast my vote again.
paper-forgotten = This paper is no longer kept: Steward was restarted, or it was a while ago. Nothing was cast by pressing this. Press Vote under the poll again, or choose the poll in /poll list; if your vote is in the box already, Steward will say so.

# An election
paper-seats =
    { $seats ->
        [one] { $seats } person is to be elected.
       *[other] { $seats } people are to be elected.
    }
paper-ranking-how = Pick your 1st choice in the menu below, then your 2nd, and go on for as long as you like. You then see your ranking once more, and nothing is cast before you confirm it. If you close this message instead, nothing is cast.
paper-ranking-explained = Your vote counts for your 1st choice. If that candidate cannot be elected, or has votes to spare, it moves on to your next choice. A later choice can never hurt an earlier one. You need not rank everybody; those you leave out get nothing from your vote.
paper-ranking-reopen = A place for "{ $option }" means: I would rather have no one of the rest.
paper-ranking-so_far = Ranked so far:
paper-ranking-next = Pick the next in the menu below, or press Done. Those you leave out stay unranked.
paper-ranking-full = You have ranked everybody. Press Done to see your ranking once more before you cast it.
paper-ranking-place = { $place }. { $option }
paper-ranking-unranked = Not ranked, so they get nothing from your vote:
paper-ranking-all = Everybody is ranked.
paper-nth_choice =
    { $number ->
        [1] Your 1st choice
        [2] Your 2nd choice
        [3] Your 3rd choice
       *[other] Your { $number }th choice
    }
paper-undo-button = Undo
paper-restart-button = Start again
paper-done-button = Done: leave the rest unranked
paper-done-button-all = Done
paper-statements-button = What candidates say
paper-statements-title = What candidates say (page { $page } of { $pages })
paper-statements-one = **{ $name }**
    { $statement }
paper-statements-none = No candidate of this poll has written a statement.
