import pytest


@pytest.fixture
def post(bot, polls):
    async def post(content, **more):
        answer = await bot.call("POST", f"/channels/{polls.id}/messages", {"content": content, **more})
        return polls.messages[int(answer.body["id"])], answer.body

    return post


async def test_a_named_member_is_pinged_by_default(post, alice, bob):
    message, told = await post(f"{alice.mention}, please vote")
    assert alice in message.pinged
    assert bob not in message.pinged
    assert told["mentions"][0]["id"] == str(alice.id)


async def test_nobody_is_pinged_when_nothing_is_allowed(post, guild, alice):
    role = guild.role("Reps", mentionable=True)
    message, told = await post(f"{alice.mention} {role.mention} @everyone", allowed_mentions={"parse": []})
    assert not message.pinged
    assert (told["mentions"], told["mention_roles"], told["mention_everyone"]) == ([], [], False)


async def test_only_those_listed_are_pinged(post, alice, bob):
    text = f"{alice.mention} {bob.mention}"
    message, _ = await post(text, allowed_mentions={"parse": [], "users": [str(bob.id)]})
    assert bob in message.pinged
    assert alice not in message.pinged


async def test_everyone_is_pinged_only_with_the_permission(post, guild, alice):
    assert not (await post("@everyone"))[0].pinged.everyone
    guild.bot_role.grant("mention_everyone")
    message, told = await post("@everyone")
    assert message.pinged.everyone
    assert told["mention_everyone"] is True
    assert message.pinged.reaches(alice)


async def test_a_role_is_pinged_if_it_is_mentionable_or_with_the_permission(post, guild, alice, bob):
    shy, open_to_all = guild.role("Shy"), guild.role("Open", mentionable=True)
    alice.add_role(open_to_all)
    message, _ = await post(f"{shy.mention} {open_to_all.mention}")
    assert open_to_all in message.pinged
    assert shy not in message.pinged
    assert message.pinged.reaches(alice)
    assert not message.pinged.reaches(bob)
    guild.bot_role.grant("mention_everyone")
    assert shy in (await post(shy.mention))[0].pinged


async def test_a_reply_pings_its_author_only_when_asked_to(post, polls, alice):
    hers = await alice.write(polls, "When?")
    reference = {"message_id": str(hers.id)}
    quiet, _ = await post("Now", message_reference=reference, allowed_mentions={"parse": []})
    assert alice not in quiet.pinged
    loud, _ = await post("Now", message_reference=reference, allowed_mentions={"parse": [], "replied_user": True})
    assert alice in loud.pinged


async def test_words_in_an_embed_ping_nobody(post, alice):
    message, _ = await post("See below", embeds=[{"description": alice.mention}])
    assert not message.pinged


async def test_an_edit_pings_nobody_more(bot, post, polls, alice):
    message, _ = await post("Hello")
    changed = await bot.call("PATCH", f"/channels/{polls.id}/messages/{message.id}", {"content": alice.mention})
    assert changed.body["mentions"][0]["id"] == str(alice.id)
    assert alice not in message.pinged


async def test_a_private_answer_pings_nobody(bot, alice, bob):
    await bot.answering(lambda _: {"type": 4, "data": {"content": bob.mention, "flags": 64}})
    reply = await alice.raw_slash("x")
    assert reply.message
    assert not reply.message.pinged
