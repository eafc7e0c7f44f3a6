"""Ordinary English and Portuguese words a sentence may begin with; others might be names."""

from __future__ import annotations

_ENDINGS = ("ing", "ly", "ed", "ment", "tion", "ness", "able", "ible", "ful", "less", "ous", "ive")
_LEAST_WITH_ENDING = 6  # shorter ones are as often names: Ming, Ted, Clive

_WORDS = frozenset(
    """
    a about above accept across act add adopt after again agree ahead aim all allow almost alone
    along already also although always amid among an and another answer any anybody anyone anything
    anyway apart apply are around arrive as ask at avoid away back based be beat because become
    been before begin behind being below best better between beyond big book both bring build but
    buy by call can care carry catch cause change chat check cheer choice choose clear clients
    close code colleagues come companies compare congratulations connect consider contact could
    create curious customer customers cut data day days deadline deal decide deep deliver describe
    design despite details did different discover discuss do does done don't dream during each early
    earn easy eat eight either eleven else employees end engineers enjoy enough even event events
    ever every everybody everyone everything excited expect explain explore express extra face fact
    facts fail fair fall families far fast feel few fewer find fine finish first five fix folks
    follow for forget four free fresh friday friends from full fun further future gather get give
    glad go goals good got grab grateful great group grow guess had half hand happy hard has have he
    hear hello help hence her here here's hey hi high hire his hit hold home honest honestly hope
    hour hours how how's however huge human i i'd i'll i'm i've idea ideas if imagine impact improve
    in indeed inside instead interested into invest invite is isn't it it'd it'll it's its jobs join
    judge jump just keep kind know kudos large last late later launch lead leaks learn learnings
    least leave less lessons let let's life like listen little live long look looks lot lots love
    low lunch made mail main make making manager managers many map maps maybe me mean measure meet
    meetings members message might mind miss model monday money months more most move much must my
    near need neither never new news next nice night nine no nobody none nor not note nothing notice
    now number numbers of off offer office often oh ok okay old on once one only open opinion or
    order other others our ours out outside over own part partners parts pass past pay people
    perhaps photo photos pick picture place plain plan plans plants play please plenty plus point
    points post posts press problem problems product products progress project projects proof proud
    prove public put question questions quick quiet quite quote raise rather reach read readers
    ready real really reason reasons remember reply report reports request research respect rest
    results right roughly round run safe same saturday save say scale scores second see seek seems
    self sell send serious serve set seven several shape share she shop short should shout-out show
    side sign simple since sit six skip slow small so software some somebody someone something
    sometimes somewhere soon sorry sort sound source sources speak spend stand start stay step steps
    still stop stories story strong students study such summer sunday support sure surprise
    switch systems take talk talks team teams tech tell ten test tests than thank thanks that
    that'll that's the their them then there there's these they they'll they're they've thing things
    think third this those though thought thoughts thousands three through thursday till time times
    tips to today together told tomorrow tonight too tools top total touch toward towards track
    trade train travel true trust try tuesday turn twelve twice two under unless unlike until up
    update updates upon us use users using value very via video views visit voice wait walk want was
    watch water way ways we we'd we'll we're we've wednesday week weekend weeks welcome well went
    were what what's whatever when where wherever whether which while white who who's whole whose
    why wide will win wish with within without women won't wonder words work workers works world
    would wow write wrong year years yes yesterday yet you you'd you'll you're you've young your
    yours
    """.split()  # noqa: SIM905 -- as a list it would fill ten pages
)


_PORTUGUESE_ENDINGS = ("mos", "ção", "ções", "mente", "ando", "endo", "indo", "dade", "dades")
_PORTUGUESE = frozenset(
    """
    a acho acreditamos adoro agora ainda algum alguma algumas alguns alguém além ano anos antes ao
    aos apenas apesar aprendi aquela aquele aqui as assim até bem boa boas bom bons cada caso certo
    chega chegou clientes coisas colegas com começa começou comigo como conheça consegui
    contamos conte convido crescer cuidado da daqui das de deixe deixo depois desde dessa desta
    deste dia dias diga do dos durante dê ela elas ele eles em embora enquanto entre então equipa
    era essa esse esta estas este estes estou está estão eu experimente fala fale falta faz fazer
    feliz fica ficou fiquei foi foram gostava gosto grande grandes graças hoje há isso isto juntos
    já leia leve logo lá mais mal mas melhor menos mesmo meu minha muita muitas muito muitos mês na
    nada nas nem nenhum nenhuma nesta neste ninguém no nos nossa nossas nosso nossos nova novas
    novo novos num numa nunca não nós o obrigada obrigado olá onde ontem orgulho os ou ouça para
    parabéns parece partilho passo pela pelas pelo pelos pena perto pode podem pois porque porquê
    posso pouco precisa precisa-se prefiro primeiro pronto próximo quais qual qualquer quando
    quanto quantos quase que quem quer queremos quero questão quê saiba se segue seja sem sempre
    seria será seu sim sobre sou sua suas são só também tanto tarde tem temos tenho tentamos toda
    todas todo todos trabalhar trabalho três tudo têm um uma umas uns vai vamos veja vem venha
    vida vou vê à às é
    """.split()  # noqa: SIM905 -- as above
)


def is_ordinary_opener(word: str) -> bool:
    """Whether `word`, in small letters, is no news as the first word of a sentence."""
    if word in _WORDS or word in _PORTUGUESE:
        return True
    return len(word) >= _LEAST_WITH_ENDING and word.endswith((*_ENDINGS, *_PORTUGUESE_ENDINGS))
