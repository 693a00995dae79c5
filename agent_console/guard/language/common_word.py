"""The commonest words of the languages in Latin and Cyrillic script, by language tag."""

from typing import Final

COMMON_WORDS: Final = {
    "en": """the a an and or but if of to in on at for from with by about this that these those is are was
        were be been am have has had do does did not no yes can could will would shall should may might
        must i you he she it we they me him her us them my your his its our their what which who when
        where why how all any some there here then than as so just only also very more please thanks
        thank hello hi sorry order orders package parcel delivery delivered shipping refund money back
        address number email account help need want get got been still already today tomorrow yesterday
        day days week hours time now wait let know find look check send sent again see would like
        anything something else happy welcome good great sure arrive arrived working broken wrong new
        change cancel""",
    "de": """der die das den dem des ein eine einen einem einer eines und oder aber wenn dass weil von zu zum
        zur im in am an auf für aus mit bei nach über dieser diese dieses ist sind war waren sein bin
        habe haben hat hatte nicht kein keine ja nein kann können könnte wird werden würde muss müssen
        soll darf ich du er sie es wir ihr mich mir dich dir ihm ihn uns euch ihnen mein meine meinen
        ihre ihren ihrem unser was welche wer wann wo warum wie alle noch schon nur auch sehr mehr bitte
        danke vielen dank hallo guten tag leider bestellung paket lieferung geliefert versand
        rückerstattung geld zurück adresse nummer konto hilfe helfen brauche möchte gerne heute morgen
        gestern woche stunden zeit jetzt moment warten sehen schauen schicken geschickt wieder etwas gut
        angekommen kaputt falsch neu ändern stornieren damit dann doch mal wurde gibt machen""",
    "no": """en ei et den det de og eller men hvis at fordi av til i på for fra med hos etter om denne dette
        disse er var være vært har hadde ikke ingen ja nei kan kunne vil ville skal skulle må bør jeg du
        han hun vi dere meg deg seg oss dem min mitt mine din ditt dine deres vår vårt hva hvilken hvem
        når hvor hvorfor hvordan alle noen noe også bare veldig mer enn vær så snill takk hei beklager
        bestilling bestillingen bestilte pakke pakken levering levert sendt frakt penger tilbake adresse
        nummeret konto hjelp hjelpe trenger ønsker gjerne dag morgen går uke timer tid nå vent øyeblikk
        se sjekke sende igjen god kommet ødelagt feil ny endre avbestille fortsatt allerede blir ble få
        får gjøre gjort dager ser skulle finner refusjon fremdeles""",
    "da": """en et den det de og eller men hvis at fordi af til i på for fra med hos efter om denne dette
        disse er var være været har havde ikke ingen ja nej kan kunne vil ville skal skulle må bør jeg
        du han hun vi mig dig sig os dem min mit mine din dit dine deres vores hvad hvilken hvem hvornår
        hvor hvorfor hvordan alle nogen noget også bare kun meget mere end venligst tak hej beklager
        undskyld bestilling ordre bestilte pakke pakken levering leveret sendt fragt penge tilbage
        adresse nummer konto hjælp hjælpe brug gerne dag morgen går uge timer tid nu vent øjeblik se
        tjekke sende igen god kommet ødelagt forkert ny ændre annullere stadig allerede bliver blev få
        får gøre gjort dage kigger refundering endnu""",
    "sv": """en ett den det de och eller men om att eftersom av till i på för från med hos efter denna detta
        dessa är var vara varit har hade inte ingen ja nej kan kunde vill ville ska skall skulle måste
        bör jag du han hon vi ni mig dig sig oss dem min mitt mina din ditt dina er ert era vår vårt vad
        vilken vem när var varför hur alla någon något också bara mycket mer än vänligen snälla tack hej
        tyvärr ursäkta beställning beställningen order beställde paket paketet leverans levererat
        skickat frakt pengar tillbaka adress nummer konto hjälp hjälpa behöver gärna idag imorgon igår
        vecka timmar tid nu vänta ögonblick se kolla skicka igen god bra kommit trasig fel ny ändra
        avbeställa fortfarande redan blir blev få får göra gjort dagar återbetalning ännu""",
    "nl": """de het een en of maar als dat omdat van te tot in op aan voor uit met bij naar over deze dit die
        is zijn was waren ben heb hebben heeft had niet geen ja nee kan kunnen zou wordt worden moet mag
        ik jij je u hij zij ze wij we mij me hem haar ons hen mijn uw jouw onze hun wat welke wie
        wanneer waar waarom hoe alle nog al alleen ook heel meer alstublieft bedankt dank hallo
        goedemorgen goedendag helaas sorry bestelling besteld pakket levering geleverd verzonden
        verzending terugbetaling geld terug adres nummer rekening hulp helpen nodig wil graag vandaag
        morgen gisteren week uur tijd nu moment wachten zien kijken sturen gestuurd weer iets goed
        aangekomen kapot verkeerd nieuw wijzigen annuleren steeds dan wel even dagen""",
    "fr": """le la les un une des du de et ou mais si que parce à au aux en dans sur pour par avec chez après
        ce cet cette ces est sont était être suis ai as avez avons ont avait ne pas non oui peut peux
        pouvez pourrait sera serait doit je tu il elle on nous vous ils elles me te se lui leur mon ma
        mes votre vos notre nos son sa ses quoi quel quelle qui quand où pourquoi comment tout tous
        toute aussi seulement très plus merci bonjour bonsoir désolé désolée commande colis livraison
        livré livrée envoyé envoi remboursement argent adresse numéro compte aide aider besoin voudrais
        souhaite aujourd'hui demain hier semaine heures jours temps maintenant attendre regarder
        vérifier voir envoyer encore toujours quelque chose bien arrivé arrivée cassé mauvais nouveau
        changer annuler plaît depuis j'ai c'est n'est n'ai qu'il l'adresse d'accord""",
    "es": """el la los las un una unos unas de del y o pero si que porque a al en sobre para por con desde
        después este esta estos estas ese esa eso es son era ser soy estoy está están he ha han había no
        sí puede puedo pueden podría será debe yo tú él ella nosotros usted ustedes ellos me te se le
        les nos mi mis su sus tu tus nuestro qué cuál quién cuándo dónde cómo todo todos también solo
        muy más gracias hola buenos buenas días tardes siento lamento pedido paquete entrega entregado
        enviado envío reembolso dinero dirección número cuenta ayuda ayudar necesito quiero quisiera hoy
        mañana ayer semana horas tiempo ahora momento esperar ver revisar mirar enviar otra vez todavía
        ya algo bien llegado roto equivocado nuevo cambiar cancelar favor ha llegado""",
    "pt": """o a os as um uma uns umas de do da dos das e ou mas se que porque ao à em no na nos nas para por
        pelo com desde depois este esta isto esse essa isso é são era ser sou estou está estão tenho tem
        têm não sim pode posso podem poderia será deve eu tu ele ela nós você vocês eles me te lhe meu
        minha meus seu sua seus nosso qual quem quando onde porquê como tudo todos também só muito mais
        obrigado obrigada olá bom boa dia tarde desculpe lamento pedido encomenda pacote entrega
        entregue enviado envio reembolso dinheiro endereço número conta ajuda ajudar preciso quero
        gostaria hoje amanhã ontem semana horas tempo agora momento esperar ver verificar enviar
        novamente ainda já algo bem chegou quebrado errado novo mudar cancelar favor""",
    "it": """il lo la i gli le un uno una di del della dei delle e o ma se che perché a al alla ai in nel
        nella su sul per da dal con dopo questo questa questi queste è sono era essere ho hai ha abbiamo
        hanno non no sì può posso possono potrebbe sarà deve io tu lui lei noi voi loro mi ti si ci vi
        mio mia miei suo sua vostro nostro cosa quale chi quando dove come tutto tutti anche solo molto
        più grazie ciao buongiorno buonasera salve spiace ordine pacco consegna consegnato spedito
        spedizione rimborso soldi indirizzo numero conto aiuto aiutare bisogno voglio vorrei oggi domani
        ieri settimana ore giorni tempo adesso ora momento aspettare vedere controllare inviare ancora
        già qualcosa bene arrivato rotto sbagliato nuovo cambiare annullare favore""",
    "pl": """i lub ale jeśli że bo ponieważ do z ze w we na o od dla po przy przez ten ta to te ci jest są
        był była było być jestem mam ma mają nie tak może mogę można będzie musi ja ty on ona my wy pan
        pani państwo mnie mi mu jej nas was ich mój moja moje twój pana swój nasz co jaki który kto
        kiedy gdzie dlaczego jak wszystko też także tylko bardzo więcej proszę dziękuję dzień dobry
        witam cześć przepraszam przykro zamówienie zamówienia paczka paczkę przesyłka dostawa
        dostarczona wysłana wysłane zwrot pieniądze adres numer konto pomoc pomóc potrzebuję chcę
        chciałbym chciałabym dziś dzisiaj jutro wczoraj tydzień godzin dni czas teraz chwilę czekać
        zobaczyć sprawdzić sprawdzę wysłać jeszcze już coś dobrze dotarła zepsuty zły nowy zmienić
        anulować się czy""",
    "tr": """ve veya ama eğer çünkü ki için ile gibi kadar sonra önce bu şu o bir değil var yok evet hayır mi
        mı mu ben sen biz siz onlar bana sana size bize benim senin sizin bizim ne hangi kim zaman
        nerede neden nasıl her hepsi da de sadece çok daha en lütfen teşekkür teşekkürler ederim merhaba
        günaydın iyi günler üzgünüm sipariş siparişim siparişiniz paket kargo teslimat teslim edildi
        gönderildi iade para geri adres numara numarası hesap yardım yardımcı olabilir istiyorum
        ihtiyacım bugün yarın dün hafta saat gün şimdi bekleyin bakıyorum kontrol göndermek tekrar hala
        henüz bir şey geldi gelmedi bozuk yanlış yeni değiştirmek iptal olarak oldu olan""",
    "fi": """ja tai mutta jos että koska on ovat oli olla olen olet ei en eivät kyllä voi voin voitte voisi
        tulee pitää minä sinä hän me te he minun sinun hänen meidän teidän mitä mikä kuka milloin missä
        miksi miten kaikki myös vain hyvin enemmän kuin ole hyvä kiitos hei moi anteeksi pahoittelut
        tilaus tilaukseni tilauksen paketti toimitus toimitettu lähetetty palautus rahat takaisin osoite
        numero tili apua auttaa tarvitsen haluan haluaisin tänään huomenna eilen viikko tuntia päivää
        aika nyt hetki odottaa katsoa tarkistan lähettää uudelleen vielä jo jotain saapunut rikki väärä
        uusi muuttaa peruuttaa se tämä tuo ne sitten""",
    "ru": """и или но а если что потому чтобы в во на с со к ко от до из у о об по для при без через этот эта
        это эти тот есть был была было были быть не нет да может могу можете можно будет будут должен
        нужно я ты он она мы вы они мне меня вам вас ему её нас их мой моя моё мои ваш ваша ваше ваши
        наш свой какой какая кто когда где почему как всё все также тоже только очень больше ещё уже
        пожалуйста спасибо здравствуйте привет добрый день извините сожалению заказ заказа посылка
        посылку доставка доставлен отправлен отправили возврат деньги адрес номер счёт помощь помочь
        хочу хотел сегодня завтра вчера неделя часов дней время сейчас минуту подождите посмотреть
        проверить проверю отправить снова что-то хорошо пришёл пришла пришло сломан другой новый
        изменить отменить ли же бы""",
    "uk": """і й та або але якщо що бо тому щоб в у на з зі із до від о об по для при без через цей ця це ці
        той є був була було були бути не ні так може можу можете можна буде будуть повинен потрібно я ти
        він вона ми ви вони мені мене вам вас йому її нас їх мій моя моє мої ваш ваша ваше ваші наш який
        яка хто коли де чому як все всі також теж тільки дуже більше ще вже будь ласка дякую вітаю
        привіт добрий день вибачте жаль замовлення посилка посилку доставка доставлено відправлено
        повернення гроші адреса номер рахунок допомога допомогти хочу сьогодні завтра вчора тиждень
        годин днів час зараз хвилинку зачекайте перевірити надіслати знову щось добре прийшла прийшло
        новий змінити скасувати чи""",
    "bg": """и или но а ако че защото да в във на с със към от до из у за при без през този тази това тези е
        са беше били не няма има може мога можете ще трябва аз ти той тя ние вие те ми ме ви ни го я му
        им мой моя моята вашия вашата ваш какъв кой кога къде защо как всичко също само много повече още
        вече моля благодаря здравейте добър ден съжалявам поръчка поръчката пратка пратката доставка
        доставена изпратена възстановяване пари адрес номер сметка помощ помогна искам днес утре вчера
        седмица часа дни време сега момент изчакайте проверя изпратя отново нещо добре пристигна счупен
        грешен нов променя откажа ли се""",
}
