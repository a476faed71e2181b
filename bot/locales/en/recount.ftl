# The files with which anybody can count a secret poll or an election again. Lines are as long as they are on purpose:
# these are plain text files. An indented line is a command, or a row of a list.

recount-title = Recount of poll { $poll }: { $question }

recount-about =
    With these files anybody can count this poll again: without Steward, without asking it, and
    without believing it.

recount-files =
    THE FILES

    SHA256SUMS       what the other files must come to. To check them:
                         sha256sum -c SHA256SUMS
    papers.blt       every paper, and how many there are of it, for programs that count elections
    papers.csv       the same for a spreadsheet: a row for each paper, a column for each option
    rules.txt        the rule of the poll
    result.txt       the result as it was announced
    receipts.txt     the hash of every receipt, in sorted order

recount-files-count =
    count-sheet.txt  the count in sentences, stage by stage
    count-sheet.csv  the count as a table, in exact decimals

recount-files-lot =
    lot.txt          the order of the lot, which decides ties that no stage of the count decides

recount-papers =
    THE PAPERS

    There are { $papers } papers. They are sorted by what they say. Nothing here tells who cast a paper,
    or when, or which receipt is its own. But somebody who has told another person to expect one
    unusual paper can be recognised by it: a list of papers cannot prevent that.

    papers.blt is in the format of Hill, Wichmann and Woodall: first the number of candidates and the
    number of seats; then a line for each paper, with how many there are of it, the numbers of those
    it names, and 0; then 0; then the names and the title. Quotation marks and other characters that
    would confuse a program are replaced in the names.

recount-ranked =
    COUNTING AGAIN

    On a line of papers.blt the first number after how many there are is the first preference, the
    next the second, and so on. In papers.csv the number in a candidate's column is the preference.

    The rules are those of the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule
    1, part III: the single transferable vote with weighted inclusive Gregory transfers. With one seat
    they are the alternative vote. In a program that offers several methods, choose Scottish STV.
    What it has to do to agree to the last decimal place:

     1. The quota is the number of papers, divided by the seats and one more; cut off, and one more.
     2. Whoever has the quota is elected. As long as seats are left and somebody elected has more than
        the quota, the largest surplus is transferred: one at a time, and before anybody is excluded.
     3. All papers of its holder move, each at the value it was received at, times the surplus, divided
        by the holder's votes, and cut off after the fifth decimal place.
     4. Otherwise the candidate with the fewest votes is excluded: one at a time. Papers move at the
        value they have.
     5. A tie is decided by the latest earlier stage at which those who are level had different votes;
        if there is none, by the lot: the first drawn has its surplus transferred first, the last
        drawn is excluded.
     6. When no more candidates are left than seats, they are elected.

    Programs that transfer all surpluses at once, or exclude several candidates at once, may differ
    from this, and may elect somebody else.

recount-reopen =
    Candidate { $number } is { $name }. A seat to which it is elected stays vacant. It then stands again,
    for the seats that are left: its surplus, and every later preference for it, go to this further
    self. And the last seats are not filled under 6 while it is among those left with others and a
    surplus is still to be transferred. Other programs know nothing of either: they agree up to the
    stage at which it is elected, and need not after it.

recount-choices =
    COUNTING AGAIN

    For each option, add up how many papers name it. In papers.csv a 1 in an option's column says
    that the paper names it. On a line of papers.blt options of one paper stand with = between them
    (such as 1=3), because they are chosen and not ranked; the number of seats in its first line is
    there because the format wants one, and means nothing.

recount-receipts =
    A RECEIPT

    A member who has kept a receipt can see whether the vote is among those counted. Write it without
    hyphens, without its last character (which is there to find slips of the pen), and in capital
    letters: 20 characters. If this prints a line, the vote is counted:

        grep "$(printf %s steward:receipt:{ $poll }:20CHARACTERS | sha256sum | cut -c 1-64)" receipts.txt

    A receipt shows that a vote is in the count, and never how it was cast. There are { $receipts } receipts
    and { $papers } papers; the two numbers must be the same, and the same as the number who voted in
    result.txt.

recount-lot =
    THE LOT

    The lot was settled before anybody voted: a seed of random bytes was made, and its SHA-256, the
    commitment in lot.txt, was published with the poll. Check that the seed gives the commitment:

        python3 -c "import hashlib; print(hashlib.sha256(bytes.fromhex('{ $seed }')).hexdigest())"

    Each candidate's ticket is the HMAC-SHA256 of the candidate's number, in decimal digits, with the
    seed as its key. The lowest ticket is drawn first, so this prints the order:

        python3 -c "import hmac; print(*sorted(range(1, 1 + { $candidates }), key=lambda number: hmac.digest(bytes.fromhex('{ $seed }'), str(number).encode(), 'sha256')))"

    Any other program that makes an HMAC-SHA256 with a key of bytes, such as openssl, does as well.

    What this does not show: whoever runs Steward's computer could have made seeds until one suited
    a friend. It would matter only in a tie that no stage of the count decides.

recount-table-number = How many papers

# lot.txt
recount-lot-seed = Seed: { $seed }
recount-lot-commitment = Commitment, published with the poll: { $commitment }
recount-lot-unknown = The seed was lost, so the draw cannot be repeated.
recount-lot-order = Drawn in this order:
recount-lot-drawn = { $place }. candidate { $number }, { $name }
