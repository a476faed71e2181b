# Discord's own event of a meeting: what stands in it, and why it is not as it should be.

event-description =
    { $kind ->
        [annual] Annual general meeting. Say whether you are coming under its notice, where the agenda is: { $link }
        [committee] Committee meeting. Say whether you are coming under its notice, where the agenda is: { $link }
        [emergency] Emergency meeting. Say whether you are coming under its notice, where the agenda is: { $link }
       *[general] General meeting. Say whether you are coming under its notice, where the agenda is: { $link }
    }
event-place = See the notice

event-too_many = This server has as many events as Discord allows (100). Delete some that are not needed, then press *Try again* in `/branch check`.
event-no_permission = Steward may not make, change or delete events here. Give its role the permission *Create Events*, then press *Try again* in `/branch check`.
event-refused = Discord refuses the event. Whoever runs Steward can find out why in its log. The notice is not affected.
