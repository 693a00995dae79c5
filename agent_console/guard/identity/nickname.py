"""Short and fond forms of given names: who is called Bob may be a Robert."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from agent_console.guard.text.romanisation import sound
from agent_console.guard.text.word import forms

_NICKNAMES: Final = """
abigail abby, abraham abe, albert al bert bertie, alexander alex xander sandy lex sascha, alexandra alex
sandra lexi, alfred alf fred, alice ali, allison ally, amanda mandy, andrew andy drew, andrea andi, angela
angie, anthony tony, antonio toni, arthur art artie, barbara barb babs, benjamin ben benny benji, bernard
bernie, bradley brad, cameron cam, carolyn carol, caroline carrie caro, catherine cathy cat kate katie,
charles charlie chuck chaz, charlotte lottie charlie, christian chris, christina chris chrissy tina,
christine chris chrissy, christopher chris kit topher, clifford cliff, cynthia cindy, daniel dan danny,
danielle dani, david dave davey, deborah deb debbie, dennis den denny, diana di, diane di, dominic dom nick,
donald don donny, donna don, dorothy dot dottie dolly, douglas doug, edward ed eddie ned ted teddy, eleanor
ellie nell nora, elizabeth liz lizzie beth betty eliza lisa bess libby, elisabeth lisa sissi lisbeth elli,
emily em emmy, emma em, eric rick, eugene gene, evelyn evie, florence flo, frances fran frankie, francis
frank, francisco paco pancho, franklin frank, frederick fred freddie, friedrich fritz, gabriel gabe,
gabriele gabi, gabriella gabby, gareth gaz, gerald gerry jerry, gerard gerry, giovanni gianni, giuseppe
beppe, gregory greg, guillermo memo, gwendolyn gwen, hannah hanna, harold harry hal, harrison harry,
heinrich heinz heini, helen nell, henry harry hank, ignacio nacho, isabella bella izzy, jacob jake,
jacqueline jackie, james jim jimmy jamie, jane janie, janet jan, jeffrey jeff, jennifer jen jenny, jessica
jess jessie, jesus chuy, joanna jo, joanne jo, johannes hannes hans, john jack johnny jon, jonathan jon
jonny john, joseph joe joey, josephine jo josie, joshua josh, jose pepe, joao jo, joyce joy, judith judy
jude, julia julie jule, julian jules, jürgen jürgi, karl-heinz kalle, katharina kathi kati käthe, katarina
kat kata, katherine kathy kate katie kat, kathleen kathy kate, kathryn kathy kate, kenneth ken kenny, kevin
kev, kimberly kim, kristin kris, kristoffer kris, larry laz, laura laurie, lawrence larry, leonard leo
lenny, leonardo leo, leslie les, lillian lily lil, linda lin, louis lou, louise lou, lucas luke, luis lucho,
madeleine maddie, magdalena lena magda, manfred manni, manuel manolo, marcus mark, margaret maggie meg peggy
marge greta, margarete grete gretel, maria mia, mark marky, martin marty, martha marty, mary molly polly,
matthew matt matty, matthias matze, maximilian max maxi, maxwell max, megan meg, melissa mel missy, melanie
mel, michael mike mick mickey micha michi, michelle shelly, miguel migue, mitchell mitch, mohammed mo, nancy
nan, natalie nat, nathan nate nat, nathaniel nate nat, nicholas nick nicky, nicole nicky nikki, norman norm,
oliver ollie, olivia liv livvy, pamela pam, patricia pat patty tricia trish, patrick pat paddy, paula
paulie, peter pete, philip phil, phillip phil, phyllis phyl, rachel rach, raymond ray, rebecca becky becca,
richard rick dick rich ricky, robert bob rob bobby robbie bert, roberto beto, roger rog, roland rolli,
ronald ron ronnie, rosemary rosie, russell russ, ruth ruthie, ryan ry, samantha sam sammy, samuel sam sammy,
sandra sandy, sarah sally, sebastian seb basti, sharon shaz, shirley shirl, sophie soph, stanley stan,
stefan steff, stefanie steffi, stephanie steph, stephen steve, steven steve, susan sue susie suzy, susanne
susi sanne, sylvester sly, tamara tammy, teresa terri tess, terence terry, theodore ted theo, theresa terri
tess, thomas tom tommy, timothy tim timmy, tobias tobi, tyler ty, ursula uschi, valerie val, veronica
ronnie, victor vic, victoria vicky tori, vincent vince, virginia ginny, vivian viv, walter walt wally,
werner wern, wilhelm willi helmut, william will bill billy liam, wolfgang wolfi, yvonne evi, zachary zach
zack, александр саша саня шура алекс, александра саша шура, алексей леша алеша, алена лена, анастасия настя,
анатолий толя, андрей андрюша, анна аня анюта нюра, антон антоша, антонина тоня, борис боря, вадим вадик,
валентин валя, валентина валя, валерий валера, валерия лера, варвара варя, василий вася, вера верочка,
виктор витя, виктория вика, виталий виталик, владимир вова володя, владислав влад, вячеслав слава, галина
галя, геннадий гена, георгий гоша жора, григорий гриша, дарья даша, денис дениска, дмитрий дима митя,
евгений женя, евгения женя, екатерина катя, елена лена, елизавета лиза, зинаида зина, иван ваня, игорь
игорек, ирина ира, кирилл кирюша, константин костя, ксения ксюша, лариса лара, лев лева, леонид леня, лидия
лида, любовь люба, людмила люда мила, маргарита рита, марина мариша, мария маша маруся, михаил миша, надежда
надя, наталья наташа, наталия наташа, никита никитос, николай коля, ольга оля, павел паша, петр петя, полина
поля, раиса рая, роман рома, ростислав ростик, светлана света, семен сема, сергей сережа, софия соня, софья
соня, станислав стас слава, степан степа, тамара тома, татьяна таня, тимофей тима, федор федя, эдуард эдик,
юлия юля, юрий юра, яков яша, ярослав слава
"""


def _kin(text: str) -> Mapping[str, frozenset[str]]:
    """Return, for each name in groups of a name and its short forms, what else its bearer may be called."""
    kin = defaultdict[str, set[str]](set)
    for name, short in _pairs(text):
        kin[name].add(short)
        kin[short].add(name)
    return {name: frozenset(others) for name, others in kin.items()}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for group in text.split(","):
        name, *others = (min(forms(word), key=len) for word in group.split())
        for other in others:
            yield name, other
            yield sound(name), sound(other)


_KIN: Final = _kin(_NICKNAMES)


def also_called(form: str) -> frozenset[str]:
    """Return the short forms of a comparable name, and the names that it is a short form of."""
    return _KIN.get(form, frozenset())
