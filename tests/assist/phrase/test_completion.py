"""The word that is begun: which one is offered where no phrase is, and to whom never."""

from tests.assist.phrase.teaching import NAMES, School


def test_a_common_word_is_completed_where_nothing_like_it_was_written_before() -> None:
    school = School()
    school.said_to_all("Thank you for your patience. Your parcel is on its way.")
    assert school.rest("Nobody else has such pat") == "ience"
    assert school.rest("Nobody else has such PAT") == "ience"
    assert school.rest("Nobody else has such p") == ""  # it may as well be the parcel


def test_what_is_usual_in_answers_to_the_same_is_likelier() -> None:
    school = School()
    school.said_to_all("The parcel is here.", "Where is my parcel?")
    school.said_to_all("The party is tomorrow.", "When do you celebrate?")
    assert school.rest("Ours: the par", "Where is my parcel?") == "cel"
    assert school.rest("Ours: the par", "When do you celebrate?") == "ty"


def test_a_word_that_two_have_heard_is_not_completed() -> None:
    school = School()
    school.said_to_all("The lamp is turquoise.", names=NAMES[:2])
    assert school.rest("Not so turq") == ""
    school.said(NAMES[2], "The lamp is turquoise.")
    assert school.rest("Not so turq") == "uoise"


def test_a_customers_name_is_not_completed_as_a_word() -> None:
    school = School()
    school.said_to_all("I will ask Marten in the workshop.")
    assert school.rest("Not so mar") == "ten"
    school.said("Marten Lund", "Hello Marten.")
    assert school.rest("Not so mar") == ""
