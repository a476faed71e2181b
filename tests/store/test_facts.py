from bot.store import facts


async def test_the_last_word_on_a_fact_counts(desk):
    async with desk.db.transaction() as tx:
        assert await facts.get(tx, "commands") is None
        await facts.put(tx, "commands", "5f")
        await facts.put(tx, "commands", "60")
    async with desk.db.reading() as conn:
        assert await facts.get(conn, "commands") == "60"
