import pytest

from bot.render.markup import plain


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Accept *this* offer_now?", r"Accept \*this\* offer\_now?"),
        ("a||b||`c`~~d~~", r"a\|\|b\|\|\`c\`\~\~d\~\~"),
        ("<@1> <t:0:R>", r"\<@1> \<t:0:R>"),
        ("# Loud", r"\# Loud"),
        ("-# small", r"\-# small"),
        (">>> quoted", r"\>>> quoted"),
        ("a back\\slash", r"a back\\slash"),
        ("[here](https://example.org)", r"\[here\](https://example.org)"),
        ("x](https://example.org) [y", r"x\](https://example.org) \[y"),
        ("x [y", r"x \[y"),
        ("see https://example.org/a_b_c*d now_", r"see https://example.org/a_b_c*d now\_"),
        ("https://example.org](https://else.where)", r"https://example.org\](https://else.where)"),
        ("3-4 people, a#1", "3-4 people, a#1"),
    ],
)
def test_what_was_typed_is_shown_as_it_was_typed(typed: str, written: str) -> None:
    assert plain(typed) == written
