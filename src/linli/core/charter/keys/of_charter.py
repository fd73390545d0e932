"""What the keys of the head, of sources, facts, places, organs, relations and rules mean."""

from linli.core.charter.explain.words import Words

OF_CHARTER: Words = {
    "title": ("给人读的名称。", "What people call it."),
    "says": ("要对读者多说的话。", "What is to be said of it besides."),
    "source": ("这条规定从哪里来。", "Where it comes from."),
    "Text.zh": ("中文。", "In Chinese."),
    "Text.en": ("英文。", "In English."),
    "Document.zh": ("文件的中文名称。", "The document's name in Chinese."),
    "Document.en": ("文件的英文名称。", "The document's name in English."),
    "Document.section": ("只用其中一部分时，写是哪一部分。", "Which part of it, where only one is used."),
    "Document.note": ("关于这个文件还要知道的。", "What else to know of it."),
    "Source.doc": ("sources 里的一个文件。", "A document named under sources."),
    "Source.law": (
        "法律，写它的代号，例如 residents-committees。",
        "A law by its short name, such as residents-committees.",
    ),
    "Source.section": ("文件的哪一节。", "Which section of the document."),
    "Source.article": ("第几条；几条用顿号隔开。", "Which article; several with commas."),
    "Source.assumed": ("没有文件这样写，写明是怎样推想的。", "No document says it: why it is taken so."),
    "Source.recommended": (
        "文件建议这样做，还没有实行，写明是谁建议。",
        "A document proposes it without having practised it: who.",
    ),
    "Source.check": (
        "还没有人核对过法律原文，页面上会标出来。",
        "Nobody has yet read the law in the original; pages show a mark.",
    ),
    "Charter.charter": (
        "代号：小写字母，用连字符连接。别的章程用它来引用。",
        "Its short name, lower-case words with hyphens; others refer to it by this.",
    ),
    "Charter.version": ("版本；修订一次换一个。", "The version; every amendment has a new one."),
    "Charter.level": ("管到哪一级。", "How far it reaches."),
    "Charter.says": ("一句话说清这份章程。", "The charter in a sentence."),
    "Charter.about": ("一段话说清这份章程，放在范本库里。", "The charter in a paragraph, for the gallery."),
    "Charter.subject": (
        "主要讲什么，方便在范本库里找到。",
        "What it is mostly about, so that it is found in the gallery.",
    ),
    "Charter.seal": (
        "印章上刻的一个字；不写就用名称的第一个汉字。",
        "The one character on its seal; without it the first Chinese one of the title.",
    ),
    "Charter.zone": ("时区；不写就是北京时间。", "The time zone; without it China's."),
    "Charter.extends": (
        "所沿用的章程和法律。它们的规则在这里可以直接用；同名的以这里为准。",
        "Charters and laws it stands on. Their rules can be used here; one of the same name here goes before theirs.",
    ),
    "Charter.sources": ("依据的文件，每个有一个代号。", "The documents it rests on, each by a short name."),
    "Charter.facts": (
        "登记册里关于人、户、辖区要记的事实，规则可以问到。",
        "What the register holds of persons, households and places, and rules may ask for.",
    ),
    "Charter.places": (
        "常见的市、区、街道、社区、网格之外，自己的辖区种类。",
        "Kinds of place besides the usual ones from city to grid.",
    ),
    "Charter.organs": ("谁在办事、谁在决定。", "The bodies that act and decide."),
    "Charter.relations": (
        "一个组织对另一个组织做什么、不能做什么。",
        "What one organ does to another, and never does.",
    ),
    "Charter.rules": ("表决规则，每条有一个名字，环节里引用。", "Rules by name, to which polls refer."),
    "Charter.procedures": ("每一种事项怎样一步一步办。", "How each kind of matter goes, stage by stage."),
    "Charter.duties": ("要一遍一遍做的事。", "What must be done again and again."),
    "Charter.funds": ("有用途的钱。", "Money with a purpose."),
    "Charter.measures": ("要观察或者算出来的数。", "What is observed or worked out."),
    "Charter.catalogues": (
        "规则要用到的清单，每项可以写起止日期。",
        "Lists that rules refer to, with dates.",
    ),
    "Charter.disclosures": ("要公开的栏目。", "The sections of what is published."),
    "PlaceKind.within": (
        "属于哪一种辖区；不写就是最上面一级，事情不能再往上交。",
        "The kind of place around it; without one it is the top, and nothing rises above it.",
    ),
    "KnownFact.of": (
        "是谁的事实：人、户还是辖区；不写就是人。",
        "Of whom: person, household or place; a person when absent.",
    ),
    "FactKind.type": (
        "是什么：是否、数、钱、日期、选项、辖区、户、人、章程。",
        "What it is: yes or no, number, money, date, choice, place, household, person or charter.",
    ),
    "FactKind.choices": ("type 是 choice 时，有哪些选项。", "The choices, where the type is choice."),
    "FactKind.optional": ("可以不填。", "It may be left out."),
    "Organ.nature": (
        "性质：自治、党、国家、社会、市场。",
        "What it is: self-government, party, state, civil or market.",
    ),
    "Organ.at": (
        "每个这种辖区一个；写 each 就是不论哪一级都有。",
        "One for every place of that kind; with “each” at every place whatever its kind.",
    ),
    "Organ.everyone": ("符合这个条件的每个人都是成员。", "Everybody of whom this holds is a member."),
    "Organ.assembly-of": ("那个组织的成员一起开会。", "The members of that organ, meeting."),
    "Organ.union": (
        "几个组织的成员合在一起，一个人只算一次。",
        "The members of several organs together, each person once.",
    ),
    "Organ.elected-by": ("由谁选举产生。", "Who elects it."),
    "Organ.chosen-by": ("由谁推选产生。", "Who chooses it."),
    "Organ.appointed-by": ("由谁任命。", "Who appoints it."),
    "Organ.outside": (
        "不由这份章程产生，写明它是什么。",
        "A body that this charter does not make: what it is.",
    ),
    "Organ.members": (
        "成员是人、户、单位还是组织。",
        "Whether members are persons, households, units or organs.",
    ),
    "Organ.seats": (
        "有多少席位：「7」「5 to 9」「at least 3」。",
        "How many seats: “7”, “5 to 9”, “at least 3”.",
    ),
    "Organ.classes": (
        "席位分几类：给谁、由谁产生、有没有表决权。",
        "Its kinds of seats: for whom, filled by whom, with or without a vote.",
    ),
    "Organ.composition": (
        "全部席位合起来必须怎样；会破坏它的人不能就任。",
        "What the seats must be together; who would break it takes no seat.",
    ),
    "Organ.term": ("一届多久。", "How long a term lasts."),
    "Organ.chair": ("负责人叫什么。", "What its head is called."),
    "Organ.convened-by": (
        "谁召集会议、清点纸质选票；不写就是任何一名成员。",
        "Who calls its sittings and counts its paper ballots; any member when absent.",
    ),
    "Organ.minutes-within": (
        "会后多久以内签署会议纪要；没有写 minutes-for 的，签署后即公开。",
        "How long after a sitting its minutes are signed, and thereby public, unless minutes-for says for whom.",
    ),
    "Organ.minutes-for": (
        "签署的会议纪要除了本组织和召集人，还供哪些组织的成员查阅；没有别的，写自己；不写就是人人可以查阅。",
        "Whose members may read the signed minutes, beside its own and its conveners; its own name where nobody else; "
        "everybody when absent.",
    ),
    "Organ.minutes-open-after": (
        "写了 minutes-for 的，会后多久人人可以查阅；不写就是一直不公开。",
        "Where there is minutes-for: how long after a sitting everybody may read the minutes; never when absent.",
    ),
    "Organ.answers-to": ("向谁负责。", "To whom it answers."),
    "Organ.may-recall": ("可以罢免谁。", "Whom it may recall."),
    "Organ.sees": (
        "成员可以查看哪些台账；只限自己负责的那一片，网格员只看本网格，单元长只看本单元。号码遮盖，打开要写理由，并留下记录。",
        "Which registers its members may look into: of their own part only, as a grid officer of her grid. "
        "Numbers are masked; opening them takes a reason, and is recorded.",
    ),
    "Organ.apart-from": (
        "在这些组织任职的人，不能在这里任职。",
        "Whoever sits in these organs cannot sit here.",
    ),
    "Organ.when": (
        "只有符合这个条件的辖区才有这个组织。",
        "Only places of which this holds have this organ.",
    ),
    "SeatClass.seats": ("给这一类留多少席位。", "How many seats are kept for this kind."),
    "SeatClass.by": ("这一类由谁产生。", "Who fills this kind."),
    "SeatClass.members": (
        "这一类的成员是人、户、单位还是组织。",
        "Whether its members are persons, households, units or organs.",
    ),
    "SeatClass.votes": (
        "写 no：可以提议和发言，没有表决权。",
        "With “no” they propose and speak, and are on no roll.",
    ),
    "SeatClass.when": (
        "只有符合这个条件的辖区才有这一类。",
        "Only places of which this holds have this kind.",
    ),
    "Relation.from": ("哪个组织。", "Which organ."),
    "Relation.does": ("对另一个做什么。", "What it does to the other."),
    "Relation.to": ("对哪个组织。", "To which organ."),
    "Relation.never": ("写 yes：不准这样做。", "With “yes” it is forbidden."),
    "Rule.void": ("出现这种情况，表决无效。", "When this holds the vote is void."),
    "Rule.quorum": ("不到这么多人，不算数。", "With fewer it does not count."),
    "Rule.pass": ("达到这个标准就通过。", "With this it has passed."),
    "Rule.choose": ("从许多项里怎样选出。", "How some of many are chosen."),
    "Rule.rule": (
        "写 left-to-people：由大家自己商定，不由机器判断。",
        "“left-to-people”: it stays human, and no machine decides it.",
    ),
}
