"""Words that tell nothing about what a question is about, places to post among them."""

from __future__ import annotations

_ENGLISH = """
    a about after all also am an and another any anybody anyone anything are as at be because
    been before being but by can could did do does doing for from get go going got gotten had has
    have he her here him his how i if in into is it its just kind like may me might mind more
    most much must my need now of off ok okay on one or our ours out over please
    problem put right rule rules she should so some somebody someone something than that the their
    them then there these they thing things this those to too under up us use using used very was we
    were what when where which who whom whose why will with would you your yours allowed fine good
    possible policy company allow keep make want wanted wanna gonna know forbid forbidden trouble
    wise enough matter needs needed reason really ever never today tomorrow yesterday week month
    year later soon firm employer second share sharing shared thing publicly happen happened happens
    let lets shall ought dont doesnt didnt cant couldnt isnt arent wont wouldnt shouldnt im ive id
    were hes shes thats whats theres permitted alright idea bit still even only not no yes yet while
    without since until does done else every each own same such etc via per through during
    post posts posting posted tweet tweets tweeting tweeted publish publishing write writing written
    say saying said tell telling told talk talking talked mention mentioning put putting upload
    uploading work working works
    bluesky facebook instagram linkedin mastodon slack social media threads tiktok twitter x youtube
    reddit insta fb gave give given giving found find finds look looks looking come came comes
    everything nothing nobody none both already again always often sometimes maybe perhaps
    actually exactly simply quite rather almost instead anyway well back away day days morning
    evening night tonight last next first new old big small little lot lots bit nice better
    call called calling take taking took taken add added show showed showing shown see seen saw
    set open start started stop stopped try tried trying mean means think thought believe like
    people person others other everyone everybody between against across around inside outside
    public openly colleague colleagues team teams office brightwater ring hand stuff way ways
    kind sort part piece couple few many several enough full whole half long short hello hi hey
    thanks sorry guess hope ask asked asking asks question questions answer answers answered
    answering reply replying respond read reading bring brought send sent sending use get
    seeing doing having being getting making letting telling running run ran ever yeah yep
    join confirm confirmed offer offered meet met wants turned turns wait pick choose decide decided
    hear heard remember forget forgot seems seem feel feels interested important happy glad great
    cool funny guy woman man folks anymore along together ago minute past clear clearly free
    thinking especially certain simple different able going supposed obviously
    colega colegas equipa companero companera collegue collegues kollege kollegin kollegen
    kolleginnen novo nova nuevo nueva neue neuen nouveau nouvelle
"""
"""With what somebody does who posts: every clause is about that."""

_PORTUGUESE_AND_SPANISH = """
    ao aos com como da das de dele dela deve devo dos e em essa esse esta este eu foi ha isso
    ja lhe mais mas meu meus minha minhas muito na nas nao no nos nossa nossas nosso nossos
    num numa o onde online os ou para pela pelo por porque posso pode podem podemos qual quando
    quantas quantos que quem se sem ser seu seus sobre sua suas tem tenho temos ter um uma ainda
    agora faco fazer redes sociais usar empresa estou ao uns umas lo la vou
    publicar partilhar dizer escrever contar falar postar colocar
    el las los del al una unos unas y yo mi mis tu tus su sus nuestro nuestra nuestros nuestras
    es son estoy puedo puede podemos pueden debo debe debemos tengo tiene tienes hay lo le les si
    como cuando donde cual cuales quien cuanto pero con sin hacer hago algo alguien aqui ahora
    este esto estos ese eso compartir subir hablar decir escribir poner aunque ya
"""

_FRENCH_AND_GERMAN = """
    le un des du et je tu il elle nous vous ils mon ma mes ton sa ses notre nos votre leur leurs
    est sont suis peux peut puis pouvons dois doit devons faut as ont avoir etre dans sur sous
    avec sans chez pas ne qui quoi quand comment pourquoi quel quelle quels quelles ce cet cette
    ces ca cela si ou mais donc en y pour par au aux droit fait faire entreprise
    poster publier partager ecrire parler dire mettre
    der die das den dem ein eine einen einem einer eines und oder aber ich du er sie wir ihr mein
    meine meinen meinem meiner unser unsere unseren unserem unserer dein deine ist sind bin
    darf durfen kann konnen muss mussen soll sollen sollte mochte will wollen wenn wann wie wo was
    wer wem wen warum ob mit ohne auf aus von vom zum zur zu im am bei nach uber unter fur gegen
    nicht kein keine auch nur noch schon etwas man dass es mich mir uns euch dabei davon dazu hier
    da sich erlaubt firma posten schreiben teilen sagen veroffentlichen hochladen machen tun
"""

FILLERS = frozenset(f"{_ENGLISH}{_PORTUGUESE_AND_SPANISH}{_FRENCH_AND_GERMAN}".split())
