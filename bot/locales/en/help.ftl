help-title = What you can do here
help-for-member = **Everyone**
help-for-rep = **Reps**
help-for-organiser = **Organisers**
help-for-officer = **Officers**
help-no_role = None of your roles here is one of the branch's, so you may find that you cannot vote. If that is wrong, ask a rep or an officer to check your roles.
help-line = `/{ $command }`: { $what }
help-how_i_voted = **Who could find out how I voted?** In a poll with named votes, everyone can. In any other poll, nobody is shown, but Steward keeps your vote with your account until 14 days after the close, so that you can change it and a result can be checked. Whoever runs the computer Steward is on could read it there, and Discord sees what you press.
