"""Words that say nothing of what a question is about, in the languages that questions often come in."""

from typing import Final

_BY_LANGUAGE: Final = {
    "en": """a about after again all am an and any are as at be been before but by can could did do does for
        from get got had has have he hello her hi his how i if in is it its just me my no not of ok okay
        on or our please she should so some still thank thanks that the their them then there they this
        to too up us was we were what when where which who why will with would yes you your""",
    "de": """aber alle als am an auch auf aus bei beim bin bis bitte da danke dann das dass dein dem den der
        des die dies diese doch du durch ein eine einem einen einer eines er es für guten hab habe haben
        hallo hat ich ihr ihre im in ist ja kann kein keine können könnte man mein meine meinem meinen
        meiner mich mir mit möchte muss nach nicht noch nur oder schon sehr sein sich sie sind so tag
        über um und uns unser vom von vor war warum was weil wenn wer wie wieder will wir wird wo wurde
        zu zum zur""",
    "no": """av både da de deg den denne det dette din dine du eller en enn er et etter for fra få får ha
        hadde han har hei hun hva hvem hvis hvor hvordan hvorfor i ikke inn ja jeg kan kunne man med meg
        men min mine mitt må nei noe noen nå når og også om opp oss over på seg si sin skal skulle som
        så takk til var ved vi vil ville vær være vært""",
    "ru": """а без бы был была были было в вам вас ваш вы где да для до его ее если есть еще ещё же за
        здравствуйте и из или им их к как какой когда который ли мне мной можно мой моя моё мои мы на
        надо нам нас не нет ни но о об он она они от очень по под пожалуйста почему при привет про с
        свой со спасибо так там то только тот ты у уже хочу что чтобы это этот эта эти я""",
    "fr": """au aux avec bonjour ce ces comment dans de des du elle en est et eux il ils je la le les leur
        lui ma mais me merci mes moi mon ne nos notre nous on ou où par pas plus pour pourquoi quand que
        quel quelle qui sa sans se ses si son sont sur ta te tes toi ton tu un une vos votre vous""",
    "es": """al algo como con cual cuando de del desde donde el ella ellos en entre era es esta este esto
        estoy gracias ha hay he hola la las le les lo los me mi mis muy más nada ni nos o para pero por
        porque que qué quien se ser si sin sobre su sus también tengo tiene tu tus un una uno y ya yo""",
}
STOP_WORDS: Final = frozenset(word for words in _BY_LANGUAGE.values() for word in words.split())
CJK_PARTICLES: Final = frozenset("的了吗呢吧啊呀我你您们是在和请はがをにでともへのか")
"""Letters that stand between words of Chinese and Japanese, and say as little."""
