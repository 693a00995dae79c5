"""What is offered: what was often said in such moments, and never anything of somebody else's."""

import pytest

from agent_console.assist.phrase.book import PhraseBook
from agent_console.assist.phrase.context import Turn
from agent_console.domain.phrase import KeptPhrases
from tests.assist.phrase.teaching import NAMES, SALT, School, person

GOODBYE = "Thank you for your patience. Have a lovely day."
DELIVERY = "Your parcel is on its way, it will be with you soon."


@pytest.fixture
def school() -> School:
    taught = School()
    taught.said_to_all(GOODBYE, "That is all, thanks")
    taught.said_to_all(DELIVERY, "Where is my parcel?")
    return taught


def test_what_was_said_to_several_goes_on_from_its_first_letters(school: School) -> None:
    assert school.rest("Tha") == "nk you for your patience. Have a lovely day."
    assert school.rest("Thank you") == " for your patience. Have a lovely day."
    assert school.rest("Thank you for your patience. H") == "ave a lovely day."


def test_case_does_not_matter_for_finding_it(school: School) -> None:
    assert school.rest("your PARcel").startswith(" is on its way")


def test_an_empty_draft_is_offered_what_answers_the_customer(school: School) -> None:
    assert school.rest("", "Where is my parcel?") == DELIVERY
    assert school.rest("", "That is all, thanks") == GOODBYE


def test_nothing_is_offered_that_was_said_to_fewer_than_three() -> None:
    school = School()
    school.said_to_all("The lamp is silver.", names=NAMES[:2])
    school.said(NAMES[1], "The lamp is silver.")
    assert school.rest("The l") == ""
    school.said(NAMES[2], "The lamp is silver.")
    assert school.rest("The l") == "amp is silver."


def test_the_whole_of_an_offer_was_said_to_three_and_not_only_its_parts() -> None:
    school = School()
    for name, colour in zip(NAMES, ("red", "blue", "green", "red", "blue"), strict=True):
        school.said(name, f"It comes in {colour}.")
    assert school.rest("It c") == "omes in"


def test_common_words_are_not_offered_in_an_order_that_only_two_have_heard() -> None:
    school = School()
    school.said_to_all("Ask me.", names=NAMES[:3])
    school.said_to_all("Call Nora.", names=NAMES[:3])
    assert school.rest("Call") == " Nora."
    for _ in range(5):
        school.said_to_all("Ask Nora.", names=NAMES[3:])
    assert school.rest("Ask") == ""


def test_another_customers_name_and_number_are_never_offered() -> None:
    school = School()
    for number, name in enumerate(NAMES):
        school.said(
            name, f"Dear {name.split()[0]}, order 4821{number} for mira{number}@example.com is ready."
        )
    assert school.rest("De", name="Ida Vik") == "ar Ida, order"
    assert school.rest("Dear Ida, order 4") == ""


def test_the_own_order_takes_the_place_of_the_others() -> None:
    school = School()
    for number, name in enumerate(NAMES):
        turns = [Turn(by_agent=False, text="Is it ready?")]
        reply = f"Your order SO-{number} is ready."
        school.book.learn(f"m{number}", name, "en", person(name, f"SO-{number}"), turns, reply)
    assert school.moment(person("Ida Vik", "SO-77")).rest("Your") == " order SO-77 is ready."
    assert school.moment(person("Ida Vik")).rest("Your") == " order"


def test_a_name_that_many_hear_of_is_not_offered_because_somebody_has_it() -> None:
    school = School()
    school.said_to_all("I will ask Zoe in the workshop.")
    assert school.rest("I will a") == "sk Zoe in the workshop."
    school.said_to_all("This is Zoe's lamp.")
    school.said("Zoe Lund", "Hello Zoe.")
    assert school.rest("I will a") == "sk"
    assert school.rest("This") == " is"


def test_a_name_that_is_an_ordinary_word_stays_one() -> None:
    school = School()
    school.said("Will Marsh", "Hello Will.")
    for _ in range(3):
        school.said_to_all("We will send it.")
    assert school.rest("We w") == "ill send it."


def test_a_sign_of_a_name_stays_one_of_other_words() -> None:
    school = School()
    school.said("李明", "您好。")
    for _ in range(3):
        school.said_to_all("我们明天送到。")
    assert school.rest("我们") == "明天送到。"


def test_a_short_form_is_no_name() -> None:
    school = School()
    school.said_to_all("Don't worry about it.")
    school.said("Don Marsh", "Hello Don.")
    assert school.rest("Don") == "'t worry about it."


def test_a_word_of_the_conversation_itself_is_completed() -> None:
    moment = School().moment(person("Ida Vik"), "My order is SBIN57875838984")
    assert moment.rest("I see SB") == "IN57875838984"
    assert moment.rest("I see S") == ""


def test_languages_are_kept_apart() -> None:
    school = School()
    for name in NAMES:
        school.said(name, "Danke für Ihre Geduld.", language="de-AT")
    assert school.moment(person("Ida Vik"), language="en").rest("Dan") == ""
    assert school.moment(person("Ida Vik"), language="de").rest("Dan") == "ke für Ihre Geduld."


def test_where_the_language_is_not_known_it_is_the_usual_one() -> None:
    school = School()
    school.said("Mira Holm", "Takk for det.", language="nb")
    for name in NAMES:
        school.said(name, "Danke für Ihre Geduld.", language="de")
    assert school.moment(person("Ida Vik"), language="").rest("Dan") == "ke für Ihre Geduld."


def test_what_a_team_gives_is_offered_from_the_start() -> None:
    school = School(PhraseBook(KeptPhrases(SALT, taught=("We are open from nine to five.",))))
    assert school.rest("We are") == " open from nine to five."


def test_what_a_team_gives_is_read_once_whatever_customers_call_their_language() -> None:
    school = School(PhraseBook(KeptPhrases(SALT, taught=("We are open from nine to five.",))))
    for language in ("x1", "x2", "x3"):
        moment = school.moment(person("Ida Vik"), language=language)
        assert moment.rest("We are") == " open from nine to five."
    assert len(school.book._corpora) == 1


def test_a_language_is_made_ready_phrase_by_phrase() -> None:
    book = PhraseBook(KeptPhrases(SALT, taught=("We are open.", "Have a nice day.")))
    assert len(list(book.ready("en-GB"))) == 2
    assert list(book.ready("en")) == []


def test_what_is_kept_gives_the_same_offers(school: School) -> None:
    again = PhraseBook(school.kept)
    again.load(school.kept.replies)
    assert School(again).rest("Tha") == school.rest("Tha")
    assert "message 0" in again
    assert "message 99" not in again


def test_what_is_kept_has_no_rare_word_and_no_identifier() -> None:
    school = School()
    for number, name in enumerate(NAMES):
        reply = (
            f"Dear {name}, the card of Agnetha{number} ends in 555{number}: mail mira{number}@example.com."
        )
        school.said(name, reply, f"I am {name} from Skogveien 1{number}")
    readable = " ".join(school.kept.words.values())
    assert "Dear" in readable
    for secret in ("Agnetha", "555", "@", "Skogveien", *(part for name in NAMES for part in name.split())):
        assert secret not in readable


def test_the_keys_of_another_profile_are_others() -> None:
    here, there = School(), School(PhraseBook(KeptPhrases(b"other salt")))
    here.said("Mira Holm", GOODBYE)
    there.said("Mira Holm", GOODBYE)
    assert not set(here.lessons[0].reply.words) & set(there.lessons[0].reply.words)
