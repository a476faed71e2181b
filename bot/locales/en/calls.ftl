# Refusals of bot/rules/calls.py: what Steward posts for nobody.

call-for_action = Steward cannot post this, because it reads as a call for industrial action. Only the union calls action, after a ballot and with notice to the employer; a call here could cost members their protection. Say what has been decided, by whom and when, without asking anybody to take part.
call-no_notice = Steward cannot post this, because it names a day of action without saying when notice was given. Add on which day the employer received it, for example "notice was given on 26 November", or leave the day out.
call-how_voted = Steward cannot post this, because it asks how people voted or will vote. That is theirs alone, and an answer could do them harm. You can ask: "Have you posted it?"
