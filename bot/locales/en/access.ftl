# Refusals of bot/rules/access.py.

access-needs =
    { $power ->
        [officer] Only a branch officer can do this. Ask an officer to do it, or to give you the role.
        [rep] Only a rep or a branch officer can do this. Ask one of them to do it.
        [organiser] Only an organiser can do this. Ask an officer to give you the organiser's role if you should have it.
        [full_member] Only a full member can do this. Ask an officer if your membership is shown wrongly.
       *[member] Only branch members can do this. Ask an officer to give you the member's role.
    }
access-not_a_member = Only branch members can do this, and you have none of their roles: { $roles }. If you are a member, ask an officer to give you the role.
