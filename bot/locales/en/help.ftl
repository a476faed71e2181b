help-title = What you can do here
help-next_meeting = **Next meeting:** [{ $title }]({ $link }), { $at } ({ $ago })
help-for-member = **Everyone**
help-for-rep = **Reps**
help-for-organiser = **Organisers**
help-for-officer = **Officers**
help-no_role = None of your roles here is one of the branch's, so you may find that you cannot vote. If that is wrong, ask a rep or an officer to check your roles.
help-line = `/{ $command }`: { $what }
help-ask-voted = Who could find out how I voted?
help-who-voted = In a secret poll or an election: other members and branch officers cannot see it, and the bot's database does not record it. Discord, and whoever runs the bot's computer, could see it at the moment you press the button. If you need more than that, ask for an independent scrutineer's ballot, or for paper.
    In an open poll with named votes: everyone.
    In any other open poll nobody is shown, but Steward keeps your vote with your account until 14 days after the close, so that you can change it and a result can be checked. Whoever runs the computer Steward is on could read it there, and Discord sees what you press.
help-ask-came = Who could find out that I was at a meeting?
help-who-came = Reps see who answered and who checked in, and can download it. With the minutes, every member of the branch can ask who was present and who sent apologies. The names are erased 30 days after the minutes are approved, and after 400 days at the latest; the numbers stay. Until then whoever runs the computer Steward is on could read them; what a rep downloaded stays with the rep. Discord knows who pressed what.
help-ask-posted = Who could find out that I posted my ballot paper?
help-who-posted = Nobody in the branch is shown it: not members, reps or officers. Steward never asks how you voted. What is kept is a tag made with a key of that ballot, so that you count once and are reminded no more; both are erased 14 days after the ballot closes. Until then whoever has the data and the key could work it out, and Discord knows who pressed.
help-ask-reported = Who could find out that I reported something?
help-who-reported = **Without your name:** Steward does not store who sent a report, and nobody can find it out later from its records: not organisers, not officers, not whoever runs it. Discord handles the message and may keep records, and whoever runs the computer could watch while you send, or look into its memory until midnight. Your wording, your timing or a small office may tell who you are. Whoever has your code can read the answers.
    If you write **in confidence**, your name is sealed. The one organiser you choose can open it, for a reason that goes on record. Whoever runs the computer has the key and could open it too.
