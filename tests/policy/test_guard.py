"""The guard knows speech about one's own working life from everything that only sounds like it."""

from __future__ import annotations

import unicodedata

import pytest

from bot.policy.guard import Additions, Guard

GUARD = Guard(
    Additions(alone=("Brightwater pay band*",), with_work=("pump hall",), company=("Brightwater",))
)


def covers(draft: str) -> bool:
    return GUARD.covers(unicodedata.normalize("NFKC", draft).casefold())


PROTECTED = {
    "pay": [
        "My pay hasn't moved in three years and rent has doubled.",
        "We found out the new hires earn more than us. Talk about your salaries, people.",
        "Still waiting for my paycheck, third month running.",
        "They been shorting our checks, my check short again and payroll just shrugs",
        "I make $17 an hour at Brightwater. There, I said it.",
        "No raise this year either, but the CEO got a bonus.",
        "Women on my team get paid less for the same work.",
        "women in our dept earn 14% less than the men",
        "Same job, same title, and she gets less money",
        "what does everyone on the night crew get paid? I'm on 31k and would like to compare",
        "Does your company pay you for on-call?",
        "they cut our travel allowance again",
        "Unpaid overtime is wage theft.",
        "I asked for a raise and was told to be patient",
        "Honestly the pay at Brightwater is fair and I'm happy with my salary.",
        "Our wages went up four percent after two years of asking",
        "They ain't payin us what we worth",
    ],
    "hours": [
        "Another 12-hour shift without a break.",
        "My manager keeps changing the rota on Friday night",
        "Worked the weekend again, no overtime, no thanks. My boss says we're family.",
        "Sixth clopening this month.",
        "We are so understaffed that nobody takes lunch any more",
        "I was denied annual leave for my own wedding",
        "Return-to-office mandate: four hours of trains a day to sit on the same calls",
        "Burned out. Forty tickets a day and my workload doubled since March.",
        "Parental leave here is great, and I want every dad to take it",
        "working 60 hours a week so my boss can buy a boat",
    ],
    "conditions": [
        "The working conditions in our control room are a disgrace",
        "No air con in the office again, 34 degrees, we melt.",
        "My supervisor treats us like machines",
        "It is a toxic workplace and everyone knows it",
        "I cried in the car before my shift. Again.",
        "micromanaged to the minute, even the toilet",
        "Our employer tracks every keystroke",
        "Gig workers' rights are human rights",
    ],
    "safety": [
        "Somebody is going to get hurt on our shift, the guard rail has been broken for weeks",
        "No hard hats on site for the third week. I reported it to my manager.",
        "A colleague was injured at the plant and nothing changed",
        "The fire exit is blocked in our warehouse",
        "We work in a heatwave without water",
        "OSHA came by today. About time.",
        "Fumes in the depot made two coworkers pass out",
        "They told us to work with asbestos and no masks",
    ],
    "unions": [
        "Union sign-up is open until Friday",
        "I'm voting yes for the union on Thursday.",
        "Unions are a racket and I'll vote against ours",
        "We're organising a union at Brightwater, DM me",
        "Union busting consultants spotted in the canteen",
        "Proud shop steward since 2011",
        "on strike from monday, see you on the picket line",
        "Nobody should be forced to pay union dues. I won't join.",
        "#UnionStrong at the pumping station",
        "Collective bargaining got us Fridays off",
        "Our staff walkout starts at noon",
    ],
    "whistleblowing": [
        "They fired Jo two weeks after she complained about the brakes",
        "I blew the whistle on the water tests and I'd do it again",
        "Reported it to HR twice. Nothing. So I am going to the regulator about my employer.",
        "Whistleblowers deserve protection, ask me how I know",
        "My boss told us to backdate the inspection logs",
        "They fired me for reporting the leak to the inspector",
        "Filed a grievance, got moved to nights. Retaliation, plain and simple.",
        "my company is dumping waste illegally and told us not to talk",
    ],
    "discrimination": [
        "Passed over for promotion because I'm pregnant",
        "Only woman in the room again, asked to take the notes at work",
        "My supervisor makes racist jokes",
        "I was sexually harassed by a manager and HR buried it",
        "They mock my accent in every meeting",
        "Being trans at my company means being misgendered by leadership daily",
        "He was bullied at work until he left",
        "no reasonable adjustments for my wheelchair, two years of asking",
        "Every Black engineer on our team got skipped over for the raise",
    ],
    "job loss": [
        "I was laid off from Brightwater this morning.",
        "Layoffs again. 40 people gone before lunch.",
        "Got the sack by text message, lovely",
        "They let me go after nine years",
        "made redundant at 58, anyone hiring?",
        "Finna quit this job fr",
        "I quit! Best decision of the year.",
        "my whole team got fired on a Zoom call",
        "I'm #OpenToWork after the job cuts at Brightwater",
        "Two weeks' notice handed in. My manager laughed.",
    ],
    "management": [
        "Our management has no idea what we do all day",
        "My boss takes credit for everything and screams at interns",
        "Brightwater's leadership is out of touch",
        "the CEO lied to us at the all-hands",
        "HR here is useless, they protect the bosses",
        "My manager be trippin every single day",
        "Worst employer I ever had",
        "Bosses who punish people with pizza instead of listening to us: this company is a joke",
        "our gaffer is a clown and the lads are fed up",
        "I disagree with our CEO's strategy and said so in the meeting",
    ],
    "Portuguese": [
        "O meu salário não chega ao fim do mês",
        "Trabalhamos 12 horas por dia e nem horas extras pagam",
        "Amanhã há greve na fábrica. Eu não vou fazer greve.",
        "O sindicato conseguiu mais do que o patrão alguma vez ofereceu",
        "Fui despedida por estar grávida",
        "Fui demitido ontem, 300 colegas também",
        "Condições de trabalho desumanas no armazém, sem EPI",
        "Meu chefe grita com todo mundo e o RH finge que não vê",
        "A empresa manda a gente mentir sobre os acidentes de trabalho",
        "Chega de escala 6x1!",
        "Sofri assédio moral do meu gerente",
        "a chefia da nossa empresa não quer saber de nós",
    ],
    "Spanish": [
        "Mi sueldo no alcanza y mi jefe cambia de coche cada año",
        "Nos deben tres nóminas",
        "Huelga el viernes, nos vemos en la puerta",
        "El sindicato nos vendió, yo me doy de baja",
        "Me despidieron por reclamar las horas extras",
        "En mi chamba nos tratan como animales",
        "Condiciones laborales de vergüenza en la planta",
        "Mi jefa es una incompetente y grita a todos",
        "Accidente laboral esta mañana, sin casco ni arnés",
        "Me echaron del curro por estar embarazada",
        "Acoso laboral: lo denuncié a RRHH y nada",
        "los de arriba en nuestra empresa no escuchan",
    ],
    "French": [
        "Mon salaire n'a pas bougé depuis quatre ans",
        "On bosse le dimanche sans heures sup payées",
        "Grève jeudi, rejoignez-nous au piquet",
        "Je ne me syndiquerai jamais, chacun son choix",
        "J'ai été licenciée par mail",
        "Ma direction ment et mes collègues craquent",
        "Accident du travail à l'entrepôt, encore",
        "Harcèlement moral dans ma boîte, personne ne bouge",
        "Mon chef hurle toute la journée",
        "On nous a demandé de falsifier les relevés au boulot",
        "Plan social annoncé à Noël, merci patron",
        "parce que je suis une femme, je gagne moins",
    ],
    "German": [
        "Mein Gehalt reicht nicht mehr für die Miete",
        "Überstunden werden hier nicht bezahlt",
        "Morgen Warnstreik, alle raus!",
        "Die Gewerkschaft macht nichts für uns, ich trete aus",
        "Mir wurde gekündigt, nach 14 Jahren",
        "Unser Chef brüllt und keiner sagt was",
        "Stellenabbau bei uns, 200 Leute",
        "Arbeitsunfall im Werk, wieder ohne Helm",
        "Unser Betriebsrat kämpft für uns",
        "Die Geschäftsführung lügt uns an, ich hab die Nase voll",
        "Als einzige Frau im Team verdiene ich weniger als alle anderen",
        "Zwölf Stunden Schicht, keine Pause",
    ],
    "what one earns, in a question or a figure": [
        "How much do I earn next to the others, and may I tell?",
        "Is it alright to post what I make per shift?",
        "I take home 1,850 a month after nine years",
        "Posso publicar quanto ganho aqui?",
        "Recebo 870 euros e pago 600 de renda",
        "¿Puedo contar cuánto cobro?",
        "Combien je gagne, est-ce un secret ?",
        "On gagne 1 420 euros net",
        "Darf ich posten, wie viel ich verdiene?",
        "Ich verdiene 2.150 Euro brutto",
    ],
    "reporting wrong": [
        "Can I report fraud to a journalist?",
        "Should I expose wrongdoing, or keep my head down?",
    ],
    "added by the company": [
        "Brightwater pay bands are public now",
        "The pump hall is a death trap, ask any colleague",
    ],
}


@pytest.mark.parametrize("draft", [draft for drafts in PROTECTED.values() for draft in drafts])
def test_speech_about_ones_own_working_life_is_covered(draft: str) -> None:
    assert covers(draft)


NEAR_MISSES = [
    "We believe the minister must resign",
    "How to report fraud to your bank in three steps",
    "We report fraud to the police whenever a card is stolen",
    "What we make per year: three million sensors",
    "How much we make of every drop of water",
    "Ganho 20 minutos por dia com esta app",
    "Der Sensor verdient sein Geld",
    "Our sensors run on the union grid",
    "Our database is on strike again, the primary is dead and a replica is corrupt",
    "They should pay me for looking at dashboards like that",
    "Unser Backup-Job lief, aber der Failover ist seit März kaputt",
    "I was a chef for years, and I like the planning of a menu",
    "The same job takes less than a second with Sluice Cloud",
    "What does everyone make of the new map?",
    "Who is on call for the river festival?",
    "Pay attention to the second chart, it is the interesting one.",
    "Customers pay less with Sluice Cloud.",
    "This conference really pays off.",
    "Paid partnership with the city of Lindmark",
    "We raised $5M to fight leaks",
    "Our water safety report is out: https://example.org/report",
    "Tidewatch keeps swimmers safe. Safety first!",
    "The European Union agreed on new water rules",
    "Meet us at Union Square on Friday",
    "My credit union has a lovely app",
    "We strike a balance between speed and care",
    "Lightning strikes near the station, all sensors fine",
    "We're hiring! Great salary, kind team, apply now",
    "Open roles in Lisbon, salary range 45-55k, apply by Friday",
    "Our support hours are nine to five",
    "Twenty hours of footage, one minute of film",
    "Geo-redundancy keeps Sluice Cloud up",
    "Stormwater management is a team sport",
    "Data discrimination between two signals is hard",
    "A whistle-stop tour of our new release",
    "The new manager dashboard shows every pump",
    "Kestrel's management are idiots",
    "The boss fight in that game took me six hours",
    "I quit smoking a year ago today!",
    "We fired up the new pumps this morning",
    "Try Tidewatch, it is the best",
    "I work at Brightwater and love Tidewatch",
    "Proud of my colleagues who cleaned the river today",
    "Our CEO speaks at the water summit tomorrow",
    "My manager nominated me for the volunteering prize, so happy",
    "Great offsite with the team, thank you leadership for the trust",
    "I nominate my sister for teacher of the year",
    "Working hours of the museum changed",
    "Running workloads on Sluice Cloud costs a third less",
    "Legacy sensors replaced by AI in two plants",
    "The harbour office is closed on Monday",
    "Exit polls are out, long night ahead",
    "Bonus episode: how tides work",
    "We raise the bar with every release",
    "She gave a great talk on risk management",
    "A Uniao Europeia aprovou a lei da água",
    "Experimentem o Tidewatch, é o melhor",
    "A gestão da água é o nosso tema de hoje",
    "La Unión Europea financia el proyecto",
    "La gestión del agua mejora con Tidewatch",
    "Buscamos ingeniera, buen salario, postula ya",
    "L'Union européenne soutient le projet",
    "Nous recrutons, salaire attractif, postulez",
    "La gestion de l'eau, parlons-en",
    "Die Europäische Union fördert das Projekt",
    "Wir stellen ein: gutes Gehalt, nettes Team",
    "Wassermanagement für Städte",
    "",
    "👍",
    "水は命です",
]


@pytest.mark.parametrize("draft", NEAR_MISSES)
def test_what_only_sounds_like_it_is_not_covered(draft: str) -> None:
    assert not covers(draft)


def test_dialect_and_spelling_make_no_difference() -> None:
    pairs = [
        ("My manager is always lying to us", "my manager stay lyin to us"),
        ("They are not paying us", "they ain't payin us"),
        ("We organized a union", "we organised a union"),
        ("Our co-workers are overworked", "our coworkers r overworked"),
        ("O meu salário está atrasado", "o meu salario ta atrasado"),
    ]
    assert [(covers(one), covers(other)) for one, other in pairs] == [(True, True)] * len(pairs)


def test_a_company_can_only_add() -> None:
    assert not Guard().covers("the pump hall is a death trap, ask any colleague")
    assert all(covers(drafts[0]) for drafts in PROTECTED.values())


def test_its_own_name_makes_it_ones_own_management() -> None:
    assert covers("Brightwater management is a disgrace")
    assert not Guard().covers("brightwater management is a disgrace")


def test_a_long_hostile_text_is_read_to_its_end() -> None:
    assert not covers("union square pay attention " * 400)
    assert covers("strike a balance " * 600 + "my salary is late")
