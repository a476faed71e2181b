# What is said everywhere: what went wrong, forms and pages, and the names of the powers.

ui-fault = Something went wrong on our side and nothing was changed that you were not told of. Please try again; if it goes on, tell whoever runs Steward this reference: { $reference }
ui-discord_away = Discord was out of reach for a moment, so it is not certain that this was done. Look, or try again: nothing counts twice.
ui-unknown_button = This button is no longer in use. Nothing was changed. Run the command again, or use the newest message.
ui-command_changed = This command has changed. Reload Discord (Ctrl+R, or close and open the app) and try again.
ui-value_unreadable = One of the values could not be read. Choose from the list that appears while you type.
ui-correct_it = Correct it
ui-bot_chosen = { $who } is a bot. Choose people.
ui-not_here = { $who } is not in this server. Choose people who are.
ui-form_forgotten = What you typed is no longer kept (Steward was restarted, or it was a while ago). Please start again.

power-officer = officer
power-rep = rep
power-organiser = organiser
power-member = member
power-full_member = full member
ui-back = Back
ui-next = Next
ui-server_away = Discord has not yet told Steward what is in this server. Try again in a minute.
ui-cut_short = … and more, left out here.
ui-not_fetched = Discord did not hand the file over. Nothing was changed: attach it again, in a minute if need be.
