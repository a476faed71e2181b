# What the content check found in a report, before it is sent. Only the person who wrote it sees these.

finding-phone = "{ $excerpt }" looks like a phone number. Take it out unless you want whoever reads this to ring it: a number leads straight to a person.
finding-email = "{ $excerpt }" looks like an email address. Take it out: it tells whose it is, and your own tells who you are.
finding-national_insurance = "{ $excerpt }" looks like a National Insurance number. Take it out: nobody needs it to act on a report.
finding-crn = "{ $excerpt }" looks like a probation case reference number (CRN). Take it out: nothing about a person on probation may stand in a report.
finding-prison_number = "{ $excerpt }" looks like a prison number or a Police National Computer number. Take it out: nothing about a prisoner may stand in a report.
finding-court_case = "{ $excerpt }" looks like a court case number. Take it out: court cases must never be in a report, and family-court information here is contempt of court.
finding-birth_date = "{ $excerpt }" looks like a date of birth. Take it out: a date of birth points to one person.
finding-only_one = "{ $excerpt }" may tell that there is only one person this can be. Say it more broadly unless you do not mind being recognised: "staff in our region" instead of one post in one office.
finding-address = "{ $excerpt }" looks like an address or a postcode. Take it out unless it is a workplace that must be named: a home address never has to be.
finding-signature = "{ $excerpt }" looks like a name you signed with, or one you are known by. Take it out if you want to stay unnamed.
finding-link_or_handle = "{ $excerpt }" is a link or a name on Discord or elsewhere. Take it out: it can lead back to you or to somebody else.
finding-client_or_child = "{ $excerpt }" reads as if a client, a child or a court paper is described. Take it out: clients, children and court papers must never be in a report, and telling family-court information is contempt of court. Say what it does to your work instead.
finding-none = Nothing was found that looks like a phone number, an email or home address, a National Insurance, case, prison or court number, a date of birth, a name, a link or a client. Only you know what else could tell who you are.
