from bot.store import facts


async def test_the_last_word_on_a_fact_counts(desk):
    async with desk.db.transaction() as tx:
        assert await facts.get(tx, "commands") is None
        await facts.put(tx, "commands", "5f")
        await facts.put(tx, "commands", "60")
    async with desk.db.reading() as conn:
        assert await facts.get(conn, "commands") == "60"


async def test_a_number_that_is_kept_free_never_goes_down(desk):
    async with desk.db.transaction() as tx:
        for number in (9, 10, 2):
            await facts.keep_free(tx, number)
    async with desk.db.reading() as conn:
        assert await facts.get(conn, "begin_after") == "10"
