# What anybody can check of a secret poll: receipts, the recount, and what a scrutineer sees.

proof-agrees = Receipts { $number } = papers { $number } = crossed off the roll { $number }.
proof-differs = Receipts { $receipts }, papers { $papers }, crossed off the roll { $number }: these numbers should be the same, and are not.
proof-not-to-be-relied-on = Receipts, papers and crossed-off entries of this poll do not agree, so do not rely on this result. Tell an officer and whoever runs Steward, and keep your receipts. The branch should ask again.
# At the top of the file with the receipts; each line gets a # in front.
proof-file =
    Receipts of poll { $poll }: { $question }
    Each line below is the SHA-256 of one receipt, { $number ->
        [one] { $number } in all
       *[other] { $number } in all
    }, in sorted order.
    It shows that a vote is in the count, and never how it was cast.
    To check yours: /poll receipt in Discord, or without Steward: write the receipt in capital letters, without
    hyphens and without its last character (20 characters), and run
        printf %s steward:receipt:{ $poll }:20CHARACTERS | sha256sum
    The line that this prints stands below if the vote was counted.

# The scrutineer's view
proof-scrutineer-title = For you as a scrutineer
proof-crossed_off =
    { $number ->
        [one] { $number } person is crossed off the roll.
       *[other] { $number } people are crossed off the roll.
    }
proof-crossed_off-listed = Crossed off the roll: { $number } of { $listed } listed.

# /poll recount
proof-recount = Everything it takes to count **{ $question }** again without Steward. Start with README.txt in the zip.
proof-too_large = The papers of this poll are more than Discord takes as a file. Ask whoever runs Steward for them: they are in its data, and no secret.
proof-kind-secret = Secret poll
proof-kind-ranked = Election by ranking

# /poll receipt
receipt-included-poll = **Included.** The vote with this receipt is in the count of **{ $question }**, which closed { $at }. A receipt does not tell how the vote was cast.
receipt-not_included = **Not included** in any closed secret poll here. Compare the receipt with what you kept, and ask where you cast the vote: a receipt is good in one server only, and a cancelled poll counts nothing. If it is right, tell a scrutineer or an officer that your receipt is missing; you need not say how you voted.
receipt-not_included-poll = **Not included** in **{ $question }**. Compare the receipt with what you kept, and leave the poll out to look in all of them. If it is right, tell a scrutineer or an officer that your receipt is missing; you need not say how you voted.
receipt-still_open = **Not yet.** It is in no count of a secret poll here, and one is still open or being counted. Nobody learns what is in it before that: ask again when its result is posted.
receipt-still_open-poll = **Not yet.** Voting in **{ $question }** ends { $at }. Nobody learns which receipts are in it before it is counted: ask again when its result is posted.
