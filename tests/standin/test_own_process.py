import asyncio
import sys

import aiohttp
import orjson


async def test_the_stand_in_runs_in_a_process_of_its_own_until_its_input_is_closed():
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot.standin", stdin=pipe, stdout=pipe)
    assert process.stdout
    told = orjson.loads(await process.stdout.readline())
    headers = {"Authorization": f"Bot {told['token']}"}
    async with aiohttp.ClientSession() as http, http.get(told["api_base"] + "/users/@me", headers=headers) as answer:
        assert (await answer.json())["username"] == "steward"
    await process.communicate(b"")
    assert process.returncode == 0
