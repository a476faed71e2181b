help-title = What you can do here
help-next_meeting = **Next meeting:** [{ $title }]({ $link }), { $at } ({ $ago })
help-for-member = **Everyone**
help-for-rep = **Reps**
help-for-organiser = **Organisers**
help-for-officer = **Officers**
help-no_role = None of your roles here is one of the branch's, so you may find that you cannot vote. If that is wrong, ask a rep or an officer to check your roles.
help-line = `/{ $command }`: { $what }
help-how_i_voted = **Who could find out how I voted?**
    In a secret poll or an election: other members and branch officers cannot see it, and the bot's database does not record it. Discord, and whoever runs the bot's computer, could see it at the moment you press the button. If you need more than that, ask for an independent scrutineer's ballot, or for paper.
    In an open poll with named votes: everyone.
    In any other open poll nobody is shown, but Steward keeps your vote with your account until 14 days after the close, so that you can change it and a result can be checked. Whoever runs the computer Steward is on could read it there, and Discord sees what you press.
help-how_i_came = **Who could find out that I was at a meeting?**
    Reps see who answered and who checked in, and can download it. With the minutes, every member of the branch can ask who was present and who sent apologies. The names are erased 30 days after the minutes are approved, and after 400 days at the latest; the numbers stay. Until then whoever runs the computer Steward is on could read them; what a rep downloaded stays with the rep. Discord knows who pressed what.
