"""Another branch beside the one that every story is about."""

from tests.e2e.living import Branch


class Neighbour:
    """Another branch in the same bot: the same people's names, other people."""

    def __init__(self, branch: Branch) -> None:
        guild = branch.discord.guild("Hillside Branch")
        reps, members = guild.role("Reps"), guild.role("Members")
        self.guild, self.members = guild, members
        self.polls, self.notices, self.campaign = map(guild.channel, ("polls", "notices", "campaign"))
        self.una = guild.member("una", administrator=True, roles=[members])
        self.rex = guild.member("rex", roles=[reps, members])
        self.mia = guild.member("mia", roles=[members])
        self.ann = guild.member(branch.ann.user, roles=[members])  # she works in both places
