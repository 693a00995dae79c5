"""What each tool's replies become: values under our names, defaults, shortcuts, languages, actions."""

import json
from dataclasses import replace

import pytest

from agent_console.snippets.importer.markup import words
from agent_console.snippets.importer.remark import Kind
from tests.snippets.imports import brought, remarks, shelved, texts
from tests.snippets.shelf import ANA

SAM = replace(
    ANA,
    agent={"first_name": "Sam", "name": "Sam Lee"},
    conversation={"id": "77", "created_at": "2026-03-09T14:05:07Z", "custom": {"plan": "gold"}},
)


def macro(*actions: tuple[str, object], **fields: object) -> dict[str, object]:
    listed = [{"field": name, "value": value} for name, value in actions]
    return {"title": "Money::Refunds::Approved", "active": True, "actions": listed, **fields}


def zendesk(*macros: dict[str, object], **beside: object) -> str:
    return json.dumps({"macros": macros, **beside})


@pytest.mark.parametrize("form", ["chatwoot", "tars"])
def test_a_short_code_is_typed_as_before_and_a_fallback_is_a_default(form: str) -> None:
    imported = brought(form, "short_code,content\nhi,Hi {{ contact.first_name || 'there' }}!\n/bye,Bye\n")

    book = shelved(imported)
    assert [trigger.text for snippet in book.snippets for trigger in snippet.triggers] == ["/hi", "/bye"]
    assert texts(imported, replace(ANA, customer={})) == ["Hi there!", "Bye"]
    assert remarks(imported, Kind.CHANGED) == [
        (2, "`{{ contact.first_name || 'there' }}` became `{{ customer.first_name | default: 'there' }}`")
    ]
    assert imported.exit_code == 0


def test_what_chatwoot_answers_is_read_as_it_is() -> None:
    answer = [
        {
            "id": 1,
            "account_id": 1,
            "short_code": "hi",
            "content": "Hi {{contact.name}}!",
            "created_at": "2026",
        },
        {"id": 2, "account_id": 1, "short_code": "bye", "content": "Bye"},
    ]
    imported = brought("chatwoot", json.dumps(answer, indent=1), "canned.json")

    book = shelved(imported)
    assert [trigger.text for snippet in book.snippets for trigger in snippet.triggers] == ["/hi", "/bye"]
    assert texts(imported, SAM)[1] == "Bye"
    assert imported.exit_code == 0
    assert brought("chatwoot", "[7, {]", "canned.json").exit_code == 1


def test_chatwoots_liquid_stays_with_our_names() -> None:
    plan = "{{ conversation.custom_attribute.plan }}"
    content = f"{{% if contact.email %}}{{{{ contact.email | upcase }}}} {plan}{{% endif %}}"

    assert texts(brought("chatwoot", f"short_code,content\nx,{content}\n"), SAM) == ["ANA@EXAMPLE.COM gold"]


@pytest.mark.parametrize(
    "content", ["{{ contact.name | shout }}", "{% if x %}never closed", "{{ a | b: }}", "{{ 1 +"]
)
def test_liquid_that_cannot_be_read_stays_as_text_and_needs_a_human(content: str) -> None:
    imported = brought("chatwoot", f"short_code,content\nok,Fine\nx,{content}\n")

    assert texts(imported) == ["Fine", content]
    assert [line for line, _ in remarks(imported, Kind.HUMAN)] == ([3] if content != "{{ 1 +" else [])


def test_a_value_that_we_do_not_have_is_a_gap_and_needs_a_human() -> None:
    imported = brought("chatwoot", "short_code,content\nx,Your plan: {{ account.plan }}\n")

    assert texts(imported) == ["Your plan: ⟦account.plan⟧"]
    assert remarks(imported, Kind.HUMAN)[0][0] == 2
    assert "  # To decide (export.csv:2): we have no value `account.plan`" in imported.files[0].text
    assert imported.exit_code == 1


def test_the_same_short_code_twice_needs_a_human() -> None:
    imported = brought("chatwoot", "short_code,content\nx,One\ny,Two\nx,Three\nx,Four\n")

    assert remarks(imported, Kind.HUMAN) == [
        (line, "`/x` is also the trigger of line 2; the agent is asked each time") for line in (4, 5)
    ]
    assert len(shelved(imported).snippets) == 4


def test_endless_html_is_left_out() -> None:
    imported = brought("intercom", json.dumps([{"name": "x", "body": "<ul><li>" * 100_000 + "x"}]), "m.json")

    assert shelved(imported).snippets == ()
    assert remarks(imported, Kind.HUMAN) == [(1, "its HTML has more than 60,000 characters; make it shorter")]


def test_what_is_raw_in_liquid_stays_text() -> None:
    content = "{% raw %}{{ contact.name }} $1{% endraw %} {{ contact.first_name }}"

    assert texts(brought("chatwoot", f"short_code,content\nx,{content}\n")) == ["{{ contact.name }} $1 Ana"]


def test_empty_and_endless_replies_are_left_out() -> None:
    rows = f"short_code,content\nnone,  \nlong,{'é' * 10_001}\nok,Fine\n"
    imported = brought("chatwoot", rows)

    assert texts(imported) == ["Fine"]
    assert [line for line, _ in remarks(imported, Kind.LEFT_OUT)] == [2]
    assert [line for line, _ in remarks(imported, Kind.HUMAN)] == [3]


def test_livechats_tags_are_triggers_and_its_group_needs_a_human() -> None:
    source = json.dumps(
        [
            {"id": 1, "group": 0, "text": "Hello!", "tags": ["hi", "#hello"]},
            {"id": 2, "group": 3, "text": "Dear %name%", "tags": []},
        ],
        indent=1,
    )
    imported = brought("livechat", source, "canned.json")

    first, second = shelved(imported).snippets
    assert [trigger.text for trigger in first.triggers] == ["#hi", "#hello"]
    assert second.expand == "picker"
    assert [message.split(" ", 1)[0] for _, message in remarks(imported, Kind.HUMAN)] == ["`%name%`", "it"]


def test_zammads_values_and_dates_become_ours_and_its_user_is_the_agent() -> None:
    content = (
        '"<div>Hello #{ticket.customer.firstname},<br>#{user.firstname} here, ticket #{ticket.number}, '
        'since #{dt(ticket.created_at, ""%A"", ""Europe/Berlin"")}.</div>"'
    )
    imported = brought(
        "zammad", f"name,keywords,content,active\nGreeting,hi hello,{content},true\nOld,,x,false\n"
    )

    assert texts(imported, SAM) == ["Hello Ana,\nSam here, ticket 77, since Monday."]
    (snippet,) = shelved(imported).snippets
    assert [trigger.text for trigger in snippet.triggers] == ["::hi"]
    assert snippet.search_terms == ("hello",)
    assert remarks(imported, Kind.LEFT_OUT) == [(3, "it is not active")]


def test_a_brace_before_a_value_stays_a_brace() -> None:
    assert texts(brought("zammad", "name,content\nx,{#{user.firstname}} {{\n"), SAM) == ["{Sam} {{"]


def test_zammads_other_values_stay_visible_and_need_a_human() -> None:
    imported = brought("zammad", "name,content\nx,#{ticket.secret} and #{ticket.owner.firstname}\n")

    assert texts(imported, SAM) == ["#{ticket.secret} and Sam"]
    assert remarks(imported, Kind.HUMAN)[0][0] == 2


@pytest.mark.parametrize(
    "body",
    [
        'Hi {{user.first_name|fallback:"there"}}, {{author.first_name}} here',
        "<p>Hi {{user.first_name | fallback: 'there'}}, {{teammate.first_name}} here</p>",
        '<p>Hi <attribute key="user.first_name" default="there"/>, {{author.first_name}} here</p>',
        '<p>Hi <attribute key="first_name" default="there"/>, <attribute key="author.first_name" default/> '
        "here</p>",
    ],
)
def test_intercoms_user_is_the_customer(body: str) -> None:
    imported = brought(
        "intercom", json.dumps({"type": "list", "data": [{"name": "Hi", "body": body}]}), "m.json"
    )

    assert texts(imported, SAM) == ["Hi Ana, Sam here"]
    assert texts(imported, replace(SAM, customer={})) == ["Hi there, Sam here"]


def test_a_macro_of_zendesks_that_is_switched_off_stays_out() -> None:
    off = macro(("comment_value", "Old"), active=False)
    imported = brought("zendesk", zendesk(off, macro(("comment_value", "New"))), "macros.json")

    assert texts(imported) == ["New"]
    assert [remark.message for remark in imported.remarks] == ["it is not active"]


def test_zendesks_actions_become_steps_with_closing_last() -> None:
    source = zendesk(
        macro(
            ("status", "solved"),
            ("comment_value", ["channel:all", "Hi {{ticket.requester.first_name}}"]),
            ("current_tags", "refund done"),
            ("remove_tags", "waiting"),
            ("priority", "high"),
            ("group_id", "36"),
        )
    )
    imported = brought("zendesk", source, "macros.json")

    (snippet,) = shelved(imported).snippets
    assert snippet.label == "Approved"
    assert snippet.tags == ("Money", "Refunds")
    assert [step.name for step in snippet.steps] == [
        "add_tag",
        "add_tag",
        "remove_tag",
        "set_priority",
        "close",
    ]
    assert texts(imported) == ["Hi Ana"]
    assert "`group_id: 36`" in remarks(imported, Kind.HUMAN)[0][1]


def test_a_comment_that_is_not_public_becomes_a_note() -> None:
    source = zendesk(macro(("comment_value", "Costs $1, {{ticket.id}}"), ("comment_mode_is_public", "false")))

    (snippet,) = shelved(brought("zendesk", source, "macros.json")).snippets
    assert [step.name for step in snippet.steps] == ["note"]


def test_dynamic_content_becomes_language_variants() -> None:
    items = [
        {
            "placeholder": "{{dc.thanks}}",
            "variants": [
                {"locale_id": 8, "content": "Danke, {{ticket.requester.first_name}}! {{dc.bye}}"},
                {
                    "locale_id": 1,
                    "default": True,
                    "content": "Thanks, {{ticket.requester.first_name}}! {{dc.bye}}",
                },
            ],
        },
        {
            "placeholder": "{{dc.bye}}",
            "variants": [{"locale_id": 1, "content": "Bye"}, {"locale_id": 8, "content": "Ade"}],
        },
    ]
    locales = [{"id": 1, "locale": "en-US"}, {"id": 8, "locale": "de"}]
    imported = brought(
        "zendesk",
        zendesk(macro(("comment_value", "{{dc.thanks}}")), items=items, locales=locales),
        "macros.json",
    )

    assert texts(imported, locale="en") == ["Thanks, Ana! Bye"]
    assert texts(imported, locale="de") == ["Danke, Ana! Ade"]
    assert shelved(imported).snippets[0].languages == ("en", "de")


def test_a_language_that_only_some_dynamic_content_has_is_left_out() -> None:
    both = [{"locale": "en-US", "content": "A"}, {"locale": "en-GB", "content": "B"}]
    items = [
        {"placeholder": "{{dc.a}}", "variants": [*both, {"locale": "fr", "content": "C"}]},
        {"placeholder": "{{dc.b}}", "variants": both},
    ]
    source = zendesk(macro(("comment_value", "{{dc.a}}{{dc.b}}")), items=items)
    imported = brought("zendesk", source, "macros.json")

    assert shelved(imported).snippets[0].languages == ("en-US", "en-gb")
    assert remarks(imported, Kind.LEFT_OUT) == [(1, "its text in `fr`: not every `dc.` in it has one")]


@pytest.mark.parametrize(
    "items", [[], [{"placeholder": "{{dc.a}}", "variants": [{"locale": "en", "content": "{{dc.a}}"}]}]]
)
def test_dynamic_content_that_is_not_there_or_goes_in_a_circle_needs_a_human(items: list[object]) -> None:
    imported = brought("zendesk", zendesk(macro(("comment_value", "{{dc.a}}")), items=items), "macros.json")

    assert texts(imported) == ["⟦dc.a⟧"]
    assert imported.exit_code == 1


def test_an_editors_snippet_keeps_its_stops() -> None:
    body = '"body": ["Hi ${1:you}", "$0 bye $1"]'
    source = f'{{ // mine\n "Thanks": {{"prefix": ["ty", "thx"], {body}, "description": "Say it",}}, }}'
    imported = brought("vscode", source, "mine.code-snippets")

    (snippet,) = shelved(imported).snippets
    assert [trigger.text for trigger in snippet.triggers] == ["ty", "thx"]
    assert snippet.label == "Say it"
    assert texts(imported) == ["Hi you\n bye you"]
    assert imported.exit_code == 0


def test_an_editors_own_variables_need_a_human() -> None:
    imported = brought(
        "vscode", '{"a": {"prefix": "a", "body": "$CURRENT_YEAR ${1:$TM_FILENAME}"}}', "a.json"
    )

    assert [message.split()[0] for _, message in remarks(imported, Kind.HUMAN)] == ["`$TM_FILENAME`"]


def test_espansos_files_stay_as_they_are_and_what_is_off_is_told() -> None:
    text = (
        'matches:\n  - trigger: ":a"\n    replace: "A"\n'
        '  - trigger: ":s"\n    replace: "{{x}}"\n'
        '    vars:\n      - {name: x, type: shell, params: {cmd: "date"}}\n'
    )
    imported = brought("espanso", text, "match/base.yml")

    assert [(file.name, file.text) for file in imported.files] == [("match/base.yml", text)]
    assert [line for line, _ in remarks(imported, Kind.HUMAN)] == [4]


@pytest.mark.parametrize("name", ["config/default.yml", "pack/_manifest.yml"])
def test_espansos_settings_are_left_out(name: str) -> None:
    assert brought("espanso", "toggle_key: ALT\n", name).files == ()


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("chatwoot", "\0\1\2"),
        ("zammad", 'name,content\n"x'),
        ("vscode", "{]"),
        ("livechat", "nothing"),
        ("intercom", "[[[["),
        ("zendesk", "<html>"),
    ],
)
def test_garbage_is_told_with_its_place(form: str, text: str) -> None:
    imported = brought(form, text, "export.bin")

    assert imported.exit_code == 1
    assert imported.problems[0].summary.startswith("export.bin:")
    assert imported.files == ()


@pytest.mark.parametrize("form", ["livechat", "intercom", "zendesk", "vscode"])
def test_json_of_another_shape_is_no_reply_and_no_crash(form: str) -> None:
    for text in (
        "[1, null, [], {}]",
        '{"a": 1, "b": {"body": {}, "text": 7, "actions": [1], "variants": 3}}',
    ):
        assert shelved(brought(form, text, "x.json")).snippets == ()


def test_half_characters_become_signs_of_it() -> None:
    imported = brought("livechat", '[{"text": "a\\ud800b", "tags": ["x"]}]', "x.json")

    assert texts(imported) == ["a\N{REPLACEMENT CHARACTER}b"]


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>One &amp; two</p><p>three</p>", "One & two\nthree"),
        ("a<br>b<br/>\n  c", "a\nb\nc"),
        ("<div>One<br></div><div><br></div><div>two</div>", "One\n\ntwo"),
        ("first<ul><li>one</li></ul>", "first\n- one"),
        ("<ul><li>one</li><li>two</li></ul>end", "- one\n- two\nend"),
        ('<a href="https://example.com/x">here</a>', "here (https://example.com/x)"),
        ('<a href="https://example.com/">https://example.com/</a>', "https://example.com/"),
        ("<style>x</style><b>bold</b><script>y()</script>", "bold"),
    ],
)
def test_html_becomes_words(html: str, plain: str) -> None:
    assert words(html) == plain
