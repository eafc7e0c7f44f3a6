"""Texts with what each has of a story, labelled before the words were listed: five languages.

The marks are for a beginning, a person and a point.
"""

from __future__ import annotations

LABELLED = (
    (
        "en",
        "✓✓✓",
        (
            "Last Tuesday at six the pump in Halden stopped. Ana, our engineer, drove out in "
            "the rain. I learned that a spare fuse belongs in every van."
        ),
    ),
    (
        "en",
        "✓✓✓",
        (
            "On my first day I locked myself in the server room. A colleague laughed with me,"
            " not at me. Since then I show every newcomer where the key hangs."
        ),
    ),
    (
        "en",
        "✓✓✓",
        (
            "“Is the water safe?” my neighbour asked me over the fence. I had no short "
            "answer. Next time I will start with what she can taste."
        ),
    ),
    (
        "en",
        "✓✓✓",
        (
            "Three years ago I shipped a gauge that froze at minus two. A farmer sent me a "
            "photo of the ice. That taught me to test outside."
        ),
    ),
    (
        "en",
        "✓✓✓",
        (
            "This morning a pupil asked me why rivers do not run out. I realised I had never "
            "said it in plain words."
        ),
    ),
    (
        "en",
        "✓✓✓",
        (
            "In 2019 we lost a whole night of readings. My manager brought tea and asked what"
            " we needed. Now we rehearse every failure."
        ),
    ),
    ("en", "✗✗✗", "We are proud to announce our new platform. It is fast. Read more here."),
    ("en", "✗✗✗", "New in 4.2: faster search, dark mode, CSV export."),
    ("en", "✗✗✗", "So, you can buy our product. It is worth it."),
    (
        "en",
        "✗✗✗",
        ("Today we are launching Tidewatch 5. If you like water, follow the link. Try it today."),
    ),
    ("en", "✗✗✗", "Water matters. Clean water matters more. Join the webinar on Monday at ten."),
    (
        "en",
        "✗✗✗",
        (
            "Hiring: three engineers in Porto. Apply by Friday. Great benefits, hybrid work, "
            "top of the market."
        ),
    ),
    ("en", "✗✓✗", "I think AI is overrated and so do most of my friends."),
    (
        "en",
        "✓✗✗",
        ("Yesterday Sluice Cloud was down from nine to ten. The status page has the details."),
    ),
    (
        "pt",
        "✓✓✓",
        (
            "Na terça-feira às seis da manhã a bomba parou. A Ana foi lá à chuva. Aprendi que"
            " um fusível faz falta em cada carrinha."
        ),
    ),
    (
        "pt",
        "✓✓✓",
        (
            "No meu primeiro dia fiquei fechado na sala dos servidores. Um colega riu-se "
            "comigo. Desde então mostro a toda a gente onde está a chave."
        ),
    ),
    (
        "pt",
        "✓✓✓",
        (
            "“A água é boa?”, perguntou-me a vizinha. Não soube responder depressa. Da "
            "próxima vez começo pelo sabor."
        ),
    ),
    (
        "pt",
        "✓✓✓",
        (
            "Há três anos fiz um medidor que gelou a dois graus negativos. Um agricultor "
            "mandou-me a fotografia do gelo. Percebi que é preciso testar lá fora."
        ),
    ),
    (
        "pt",
        "✓✓✓",
        (
            "Ontem à tarde um aluno quis saber porque é que os rios não acabam. Descobri que "
            "nunca o tinha dito por palavras simples."
        ),
    ),
    (
        "pt",
        "✓✓✓",
        (
            "Em 2019 perdemos uma noite inteira de leituras. A minha chefe trouxe chá e "
            "perguntou o que fazia falta. Hoje ensaiamos cada avaria."
        ),
    ),
    ("pt", "✗✗✗", "Estamos a recrutar três engenheiros no Porto. Candidate-se até sexta."),
    ("pt", "✗✗✗", "Se gosta de água, siga-nos. Vale mesmo a pena."),
    ("pt", "✗✗✗", "Foi lançada a versão 4.2 com modo escuro e exportação."),
    ("pt", "✗✗✗", "Temos o orgulho de anunciar a nova plataforma. É rápida. Saiba mais aqui."),
    ("pt", "✗✗✗", "A água é um bem precioso. Junte-se a nós na segunda-feira às dez."),
    (
        "pt",
        "✗✗✗",
        "Agora com pesquisa mais rápida! Experimente hoje mesmo, enquanto dura a oferta.",
    ),
    ("pt", "✗✓✗", "Eu acho que a inteligência artificial é sobrevalorizada."),
    (
        "pt",
        "✓✗✗",
        ("Ontem o serviço esteve em baixo das nove às dez. A página de estado explica tudo."),
    ),
    (
        "es",
        "✓✓✓",
        (
            "El martes a las seis de la mañana la bomba se paró. Ana fue bajo la lluvia. "
            "Aprendí que hace falta un fusible en cada furgoneta."
        ),
    ),
    (
        "es",
        "✓✓✓",
        (
            "En mi primer día me quedé encerrada en la sala de servidores. Una compañera se "
            "rió conmigo. Desde entonces enseño a todos dónde está la llave."
        ),
    ),
    (
        "es",
        "✓✓✓",
        (
            "Hace tres años hice un medidor que se heló a dos bajo cero. Un agricultor me "
            "mandó la foto del hielo. Me di cuenta de que hay que probar fuera."
        ),
    ),
    (
        "es",
        "✓✓✓",
        (
            "Ayer un alumno me preguntó por qué los ríos no se acaban. La próxima vez "
            "empezaré por el mar."
        ),
    ),
    (
        "es",
        "✗✗✗",
        (
            "Estamos orgullosos de anunciar nuestra nueva plataforma. Es rápida. Más "
            "información aquí."
        ),
    ),
    ("es", "✗✗✗", "Si te gusta el agua, síguenos. Vale la pena."),
    ("es", "✗✗✗", "Buscamos tres ingenieros en Oporto. Envía tu candidatura hasta el viernes."),
    ("es", "✗✗✗", "Ya disponible la versión 4.2, con modo oscuro y exportación."),
    (
        "fr",
        "✓✓✓",
        (
            "Mardi à six heures du matin, la pompe s'est arrêtée. Ana y est allée sous la "
            "pluie. J'ai appris qu'il faut un fusible dans chaque camionnette."
        ),
    ),
    (
        "fr",
        "✓✓✓",
        (
            "Le jour de mon arrivée, je suis restée enfermée dans la salle des serveurs. Un "
            "collègue a ri avec moi. Depuis, je montre à tout le monde où est la clé."
        ),
    ),
    (
        "fr",
        "✓✓✓",
        (
            "Il y a trois ans, j'ai fait une jauge qui gelait à moins deux. Un agriculteur "
            "m'a envoyé la photo de la glace. J'ai compris qu'il faut tester dehors."
        ),
    ),
    (
        "fr",
        "✓✓✓",
        (
            "Hier un élève m'a demandé pourquoi les rivières ne s'arrêtent pas. La prochaine "
            "fois je commencerai par la mer."
        ),
    ),
    (
        "fr",
        "✗✗✗",
        (
            "Nous sommes fiers d'annoncer notre nouvelle plateforme. Elle est rapide. En "
            "savoir plus ici."
        ),
    ),
    ("fr", "✗✗✗", "Si vous aimez l'eau, suivez-nous. Cela vaut la peine."),
    ("fr", "✗✗✗", "Nous recrutons trois ingénieurs à Porto. Postulez avant vendredi."),
    ("fr", "✗✗✗", "La version 4.2 est disponible, avec mode sombre et export."),
    (
        "de",
        "✓✓✓",
        (
            "Am Dienstag um sechs Uhr blieb die Pumpe stehen. Ana fuhr im Regen hin. Ich habe"
            " gelernt, dass in jeden Wagen eine Sicherung gehört."
        ),
    ),
    (
        "de",
        "✓✓✓",
        (
            "An meinem ersten Tag habe ich mich im Serverraum eingesperrt. Eine Kollegin hat "
            "mit mir gelacht. Seitdem zeige ich allen, wo der Schlüssel hängt."
        ),
    ),
    (
        "de",
        "✓✓✓",
        (
            "Vor drei Jahren baute ich einen Pegel, der bei minus zwei einfror. Ein Bauer "
            "schickte mir das Foto vom Eis. Mir wurde klar, dass man draußen testen muss."
        ),
    ),
    (
        "de",
        "✓✓✓",
        (
            "Gestern fragte mich ein Schüler, warum Flüsse nicht aufhören. Beim nächsten Mal "
            "fange ich beim Meer an."
        ),
    ),
    (
        "de",
        "✗✗✗",
        ("Wir sind stolz, unsere neue Plattform vorzustellen. Sie ist schnell. Mehr dazu hier."),
    ),
    ("de", "✗✗✗", "Wenn Sie Wasser mögen, folgen Sie uns. Es lohnt sich."),
    ("de", "✗✗✗", "Wir suchen drei Ingenieure in Porto. Bewerbungen bis Freitag."),
    ("de", "✗✗✗", "Version 4.2 ist da, mit dunklem Modus und Export."),
    (
        "en",
        "✓✓✓",
        (
            "It was raining when the call came. A mayor wanted to know if her bridge would "
            "hold. I understood that a number without a sentence helps nobody."
        ),
    ),
    (
        "en",
        "✓✓✓",
        (
            "Two winters ago I broke the only spare valve we had. Nobody shouted. What helped"
            " was a checklist on the wall, and we still use it."
        ),
    ),
    (
        "en",
        "✓✓✓",
        (
            "My grandmother once asked me what a data engineer does. I talked for ten "
            "minutes. She said: so you count rain. I never explained it better, and I learned"
            " to stop earlier."
        ),
    ),
    ("en", "✗✗✗", "Our dashboards now support CSV, JSON and Parquet. See the docs."),
    ("en", "✗✗✗", "Registration is open. Speakers include experts in water, energy and finance."),
    ("en", "✗✓✗", "My team is looking for an intern. Ask me anything."),
    ("en", "✓✓✗", "Last week I met our new colleagues in Lindmark. Lovely people!"),
    (
        "pt",
        "✓✓✓",
        (
            "Chovia quando o telefone tocou. Uma presidente de câmara queria saber se a ponte"
            " aguentava. Percebi que um número sem frase não ajuda ninguém."
        ),
    ),
    (
        "pt",
        "✓✓✓",
        (
            "No inverno passado parti a única válvula que tínhamos. Ninguém gritou. Agora há "
            "uma lista na parede, e passei a lê-la sempre."
        ),
    ),
    (
        "pt",
        "✓✓✓",
        (
            "Uma vez a minha avó perguntou o que faz uma engenheira de dados. Falei dez "
            "minutos. A lição foi dela: contas chuva."
        ),
    ),
    ("pt", "✗✗✗", "Os nossos painéis já exportam CSV, JSON e Parquet. Veja a documentação."),
    (
        "pt",
        "✗✗✗",
        (
            "As inscrições estão abertas. Entre os oradores há especialistas em água, energia"
            " e finanças."
        ),
    ),
    ("pt", "✓✓✗", "Na semana passada conheci os novos colegas de Lindmark. Gente ótima!"),
    (
        "es",
        "✓✓✓",
        (
            "La semana pasada mi hija me preguntó qué hago. Hablé diez minutos. Ella dijo: "
            "cuentas lluvia. Aprendí a parar antes."
        ),
    ),
    ("es", "✗✗✗", "Nuestros paneles ya exportan CSV, JSON y Parquet. Consulte la documentación."),
    ("es", "✗✗✗", "Las inscripciones están abiertas hasta el lunes."),
    (
        "fr",
        "✓✓✓",
        (
            "La semaine dernière, ma fille m'a demandé ce que je fais. J'ai parlé dix "
            "minutes. J'ai retenu une chose: s'arrêter plus tôt."
        ),
    ),
    (
        "fr",
        "✗✗✗",
        "Nos tableaux exportent désormais en CSV, JSON et Parquet. Voir la documentation.",
    ),
    ("fr", "✗✗✗", "Les inscriptions sont ouvertes jusqu'à lundi."),
    (
        "de",
        "✓✓✓",
        (
            "Letzte Woche fragte mich meine Tochter, was ich mache. Ich redete zehn Minuten. "
            "Ich habe gemerkt, dass ich früher aufhören muss."
        ),
    ),
    (
        "de",
        "✗✗✗",
        "Unsere Tafeln exportieren jetzt nach CSV, JSON und Parquet. Siehe Dokumentation.",
    ),
    ("de", "✗✗✗", "Die Anmeldung ist bis Montag offen."),
)
