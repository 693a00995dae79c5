"""Lints: what is found, where, under which code, and that sound snippets are left alone."""

import pytest

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.lint import Finding, Survey, lint

NATIVE = "dialect: support/1\nnamespace: t\n"


def found(*texts: str) -> tuple[Finding, ...]:
    """Return what is found in files of espanso's dialect named a.yaml, b.yaml and so on."""
    files = [SnippetFile(f"{name}.yaml", text) for name, text in zip("abc", texts, strict=False)]
    book, problems = Book.load(files)
    assert problems == ()
    return lint(Survey.of(book, files))


def findings(text: str, native: bool = True) -> list[str]:
    """Return what is found in one file, in short."""
    return [finding.problem.summary for finding in found(NATIVE + text if native else text)]


def codes(text: str, native: bool = False) -> list[str]:
    """Return `CODE LINE:COLUMN` of what is found in one file, by lines from `matches` on."""
    head = NATIVE if native else ""
    return [
        f"{one.code} {one.problem.line - head.count(chr(10))}:{one.problem.column}"
        for one in found(head + text)
    ]


# Names in templates


def test_an_unknown_value_is_found_where_it_is_written() -> None:
    text = "matches:\n  - id: a\n    template: |\n      Hi\n      {{ order.nmber }}\n"

    assert findings(text) == ["a.yaml:7:10: nothing is called `order.nmber` (did you mean `order.number`?)"]


def test_an_unknown_value_in_another_language_or_under_requires_is_found() -> None:
    text = "matches:\n  - template: x\n    requires: [order.nope]\n"
    text += "    locales: {de: {template: '{{ oder.number }}'}}\n"

    first, second = findings(text)
    assert first.startswith("a.yaml:5:16: nothing is called `order.nope`")
    assert second.startswith("a.yaml:6:34: nothing is called `oder.number`")


@pytest.mark.parametrize(
    "template",
    [
        "{{ customer.custom.shoe_size }} {{ order.items[0].name }} {{ order.refund.amount }}",
        "{% for item in order.items %}{{ item.name }}{{ forloop.index }}{% endfor %}",
        "{% assign x = order.number %}{{ x }} {{ now }} {{ contact.phone_number }}",
        "$1 ${2:x} $0 \\$20",
    ],
)
def test_sound_templates_are_left_alone(template: str) -> None:
    assert findings(f"matches:\n  - template: |\n      {template}\n") == []


def test_an_amount_that_became_a_stop_is_found() -> None:
    (finding,) = findings("matches:\n  - template: |\n      That is $20 off, $1.\n")

    assert finding == "a.yaml:5:15: stop 20 comes without stop 19 (an amount is written \\$20)"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("Hi {{ now | dat }}", "there is no filter `dat`"),
        ("Hi {{ now", "expected '}}'"),
    ],
)
def test_a_body_that_is_not_well_formed_is_an_error(template: str, message: str) -> None:
    (finding,) = found(f"{NATIVE}matches:\n  - template: '{template}'\n")

    assert finding.severity == "error"
    assert message in finding.problem.message


# Triggers


def test_a_trigger_of_two_snippets_is_found_unless_their_scopes_differ() -> None:
    same = "matches:\n  - {id: a, trigger: ;x, replace: a}\n  - {id: b, trigger: ;x, replace: b}\n"
    apart = same.replace("id: a,", "id: a, scope: {channels: chat},")

    (finding,) = findings(same)
    assert finding.startswith("a.yaml:5:22: the trigger `;x` is also that of t.a (a.yaml:4)")
    assert findings(apart) == []


@pytest.mark.parametrize(
    ("shorter", "longer", "unreachable"),
    [
        ("{trigger: ':t', replace: x}", "{trigger: ':test', replace: y}", True),
        ("{trigger: ':t', replace: x, word: true}", "{trigger: ':test', replace: y}", False),
        ("{trigger: ':t', replace: x, right_word: true}", "{trigger: ':test', replace: y}", False),
        ("{trigger: ':t', replace: x, left_word: true}", "{trigger: ':test', replace: y}", False),
        ("{trigger: ':t', replace: x, left_word: true}", "{trigger: ':test', replace: y, word: true}", True),
        ("{trigger: ':s', replace: x}", "{trigger: ':test', replace: y}", False),
        ("{trigger: ':es', replace: x}", "{trigger: ':t:es:', replace: y}", True),
        ("{trigger: ':es', replace: x, word: true}", "{trigger: '.:es:x', replace: y}", True),
        ("{trigger: ':es', replace: x, word: true}", "{trigger: ':t:es', replace: y}", False),
        ("{trigger: 'T', replace: x}", "{trigger: ':test', replace: y, propagate_case: true}", False),
        ("{trigger: ':T', replace: x, propagate_case: true}", "{trigger: ':test', replace: y}", True),
        ("{trigger: ':', replace: x}", "{trigger: ':t', replace: y, propagate_case: true}", True),
        ("{trigger: ':t', replace: x}", "{trigger: ':t', replace: y, right_word: true}", True),
        ("{trigger: ':t.', replace: x}", "{trigger: ':t', replace: y, right_word: true}", False),
        ("{trigger: 'hand', replace: x, word: true}", "{trigger: ':hand over:', replace: y}", True),
    ],
)
def test_a_trigger_that_another_one_always_fires_before_is_found(
    shorter: str, longer: str, unreachable: bool
) -> None:
    found = findings(f"matches: [{longer}, {shorter}]", native=False)

    assert sum("can never fire" in finding for finding in found) == unreachable


def test_the_trigger_that_fires_first_is_named_with_its_place_in_another_file() -> None:
    (finding,) = found(
        "matches:\n  - trigger: ':test'\n    replace: y\n", "matches:\n  - {trigger: ':t', replace: x}\n"
    )

    assert finding.problem.summary == (
        "a.yaml:2:14: `:test` can never fire: `:t` of b::t (b.yaml:2) fires first"
        " (change one of them, or set `word: true` for `:t`)"
    )


def test_with_tab_the_longest_trigger_counts_and_nothing_is_unreachable() -> None:
    assert (
        findings("matches: [{id: a, trigger: ':t', replace: x}, {id: b, trigger: ':test', replace: y}]") == []
    )


def test_a_trigger_for_tab_can_be_fired_over_by_one_that_fires_at_once() -> None:
    text = "matches:\n  - {id: a, trigger: ';x', replace: x, expand: immediate}\n"
    text += "  - {id: b, trigger: ';xy', replace: y}\n"

    assert codes(text, native=True) == ["unreachable-trigger 3:22"]


def test_a_trigger_that_fires_in_the_middle_of_words_is_a_hint() -> None:
    (finding,) = found("matches: [{trigger: abc, replace: x}]")

    assert "`abc` also fires in the middle of a word" in finding.problem.message
    assert finding.problem.hint == "set `word: true`"
    assert not finding.fails


# Keys of espanso's dialect


@pytest.mark.parametrize(
    ("key", "code", "said"),
    [
        ("wrod: true", "unknown-key", "did you mean `word`?"),
        ("capitalize_words: true", "misplaced-key", "write `uppercase_style: capitalize_words`"),
        ("filter_exec: code", "misplaced-key", "remove it here"),
        ("when: order.number", "misplaced-key", "begin the file with `dialect: support/1`"),
        ("params: {}", "misplaced-key", "move it into an item of `vars`"),
        ("global_vars: []", "misplaced-key", "move it to the left margin"),
    ],
)
def test_a_key_that_means_nothing_in_a_match_is_found(key: str, code: str, said: str) -> None:
    (finding,) = found(f"matches:\n  - trigger: ;x\n    replace: x\n    {key}\n")

    assert (finding.code, finding.problem.line, finding.problem.column) == (code, 4, 5)
    assert finding.problem.hint == said


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("{name: v, type: echo, parms: {}, params: {echo: x}}", "unknown-key 5:29"),
        ("{name: v, type: date, format: '%Y', params: {}}", "misplaced-key 5:29"),
        ("{name: v, type: date, params: {fromat: '%Y'}}", "unknown-key 5:38"),
        ("{name: v, type: date, params: {word: true}}", "misplaced-key 5:38"),
    ],
)
def test_a_key_that_means_nothing_in_a_variable_is_found(variable: str, expected: str) -> None:
    text = "matches:\n  - trigger: ;x\n    replace: '{{v}}'\n    vars:\n"

    assert codes(f"{text}    - {variable}\n") == [expected]


def test_anchors_may_be_parked_at_the_top_but_a_misspelt_key_is_found() -> None:
    text = "shared: &a x\nglobal_var: []\nmatches:\n  - {trigger: ;x, replace: *a}\n"

    assert codes(text) == ["unknown-key 2:1"]


def test_keys_of_the_own_dialect_are_for_the_reader_to_judge() -> None:
    assert codes("matches:\n  - {id: a, trigger: ;x, template: x, when: order.number}\n", native=True) == []


# Variables


def variables(body: str, *items: str) -> str:
    lines = "".join(f"      - {item}\n" for item in items)
    return f"matches:\n  - trigger: ;x\n    replace: |\n      Hi\n      {body}\n    vars:\n{lines}"


ONE = "{name: one, type: echo, params: {echo: '1'}}"


def test_an_unknown_variable_is_found_at_its_very_characters() -> None:
    (finding,) = found(variables("dear {{oen}}", ONE.replace("one", "oen2"), ONE))[:1]

    assert finding.problem.summary.startswith("a.yaml:5:14: there is no variable `oen`")
    assert finding.severity == "error"
    assert finding.problem.hint == "did you mean `oen2`?"


@pytest.mark.parametrize(
    ("body", "items", "expected"),
    [
        ("{{one}}", ["{name: one, type: eco, params: {}}"], ["unrenderable 3:14", "unknown-type 7:27"]),
        (
            "{{one}} {{two}}",
            ["{name: one, type: echo, params: {echo: 'a {{two}}'}}", ONE.replace("one", "two")],
            ["variable-order 7:53"],
        ),
        ("{{one}}", ["{name: one, type: echo, params: {echo: '{{one}}'}}"], ["variable-order 7:51"]),
        ("{{one}}", ["{name: one, type: echo, params: {echo: '{{no}}'}}"], ["unknown-variable 7:51"]),
        ("{{one}}", ["{name: one, type: echo}"], ["unrenderable 3:14"]),
        ("{{one}}", ["{name: one, type: form, params: {layout: '[[a]]'}}"], ["unrenderable 5:9"]),
        ("{{one}}", [ONE, ONE.replace("one", "two")], ["unused-variable 8:16"]),
    ],
)
def test_what_can_never_be_filled_in_or_is_never_asked_for_is_found(
    body: str, items: list[str], expected: list[str]
) -> None:
    assert codes(variables(body, *items)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "matches: [{trigger: ;x, replace: '{{a b}} {{}} {{ x | up }} {{< ref >}}'}]",
        "matches: [{trigger: ;x, form: 'Hi [[name]]'}]",
        "matches: [{regex: ';(?P<who>a+)', replace: 'Hi {{who}}'}]",
        "global_vars: [{name: g, type: echo, params: {echo: x}}]\nmatches: [{trigger: ;x, replace: '{{g}}'}]",
        variables("{{one}}", "{name: one, type: form, params: {layout: '[[a]]'}}").replace(
            "{{one}}", "{{one.a}}"
        ),
    ],
)
def test_what_can_be_filled_in_is_left_alone(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("params", ["shell, params: {cmd: date}", "clipboard", "script, params: {args: [a]}"])
def test_what_reaches_out_of_the_program_is_a_hint_and_can_be_filled_in(params: str) -> None:
    (finding,) = found(variables("{{one}}", f"{{name: one, type: {params}}}"))

    assert finding.code == "unsafe"
    assert "`allow: [" in finding.problem.hint
    assert not finding.fails


# Languages, patterns, wording


def test_a_language_that_the_neighbours_have_is_missed() -> None:
    match = "  - {id: %s, template: x, locales: {de: {template: y}}}\n"
    text = f"matches:\n{match % 'a'}{match % 'b'}  - {{id: c, template: z}}\n"

    assert codes(text, native=True) == ["missing-locale 4:5"]
    assert "t.c has no text in de" in findings(text)[0]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("Hi {{ customer.first_name }}!", ["missing-default 2:31"]),
        ("Hi {{ customer.first_name | upcase }}!", ["missing-default 2:31"]),
        ("Hi {{ customer.first_name | default: 'you' }}!", []),
        ("Hi{% if customer.first_name %} {{ customer.first_name }}{% endif %}!", []),
        ("Your order {{ order.number }}", []),
    ],
)
def test_a_greeting_that_fails_without_a_name_is_a_hint(template: str, expected: list[str]) -> None:
    assert codes(f'matches:\n  - {{id: it, template: "{template}"}}\n', native=True) == expected


def test_a_reply_that_asks_for_the_name_itself_may_use_it() -> None:
    text = "matches:\n  - {id: it, requires: customer.name, template: '{{ customer.name }}'}\n"

    assert codes(text, native=True) == []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a(b", ["bad-regex"]),
        ("a{31}", ["long-regex"]),
        ("(?:abcdefghij|klmnopqrst){3}u", ["long-regex"]),
        ("[a-z]{30}", []),
        (r"(?i)a*\bxyz(?P<n>\d+)?$", []),
        (r"\p{Greek}{40,}|b", []),
        ("a{20}b*c{10}", []),
        ("a{20}(bc)?d{10}", []),
        ("a{20}b+d{10}", ["long-regex"]),
        ("é{16}", ["long-regex"]),
    ],
)
def test_a_pattern_that_can_never_match_is_found(pattern: str, expected: list[str]) -> None:
    text = f"matches:\n  - regex: '{pattern}'\n    replace: x\n"

    assert codes(text) == [f"{code} 2:12" for code in expected]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the card 4111 1111 1111 1111 is", "payment card"),
        ("AKIA" + "ABCDEFGHIJKLMNOP", "access key"),
        ("sk_live_" + "0123456789abcdef", "access key"),
        ("-----BEGIN RSA PRIVATE KEY-----", "private key"),
        ("password: hunter2hunter2", "password"),
    ],
)
def test_what_looks_like_a_secret_is_found_where_it_stands(text: str, kind: str) -> None:
    (finding,) = found(f"matches:\n  - trigger: ;x\n    replace: |\n      Hello\n      {text}\n")

    assert finding.code == "secret"
    assert kind in finding.problem.message
    assert finding.problem.line == 5


@pytest.mark.parametrize(
    "text",
    [
        "call 0049 30 1234567 890",
        "order 4111111111111112",
        "parcel 9111111111111110",
        "your password: ****",
    ],
)
def test_ordinary_numbers_are_no_secret(text: str) -> None:
    assert codes(f"matches: [{{trigger: ;x, replace: '{text}'}}]") == []


def test_a_text_that_its_channel_cannot_carry_is_found() -> None:
    text = "matches:\n  - {id: a, scope: {channels: [chat, sms]}, replace: '%s'}\n"

    assert codes(text % ("a" * 1_601), native=True) == ["too-long 2:54"]
    assert codes(text % ("a" * 1_600), native=True) == []


# Comments


BARE = "matches:\n  - trigger: abc{0}\n    replace: x\n  - trigger: xyz\n    replace: y\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (BARE.format(""), [2, 4]),
        (BARE.format(" # check: ignore mid-word"), [4]),
        (
            BARE.replace("  - trigger: xyz", "  # check: ignore secret, mid-word\n  - trigger: xyz").format(
                ""
            ),
            [2],
        ),
        ("# check: ignore mid-word\n" + BARE.format(""), []),
        (BARE.format(" # check: ignore secret"), [2, 4]),
    ],
)
def test_a_comment_turns_a_finding_off(text: str, lines: list[int]) -> None:
    assert [finding.problem.line for finding in found(text)] == lines
