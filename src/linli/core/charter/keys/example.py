"""A small charter that shows the keys which few charters need, so that each key has an example."""

from linli.core.charter.load import Loaded, load

EXAMPLE_NAME = "example"
EXAMPLE = """\
charter: example
version: "1"
title: {zh: 示例, en: example}
level: community
zone: Asia/Shanghai
sources:
  pact: {zh: 居民公约, en: residents' pact}
facts:
  adult: {title: {zh: 成年, en: adult}, type: yes-no}
  households: {title: {zh: 户数, en: households}, type: number, of: place}
organs:
  residents: {title: {zh: 居民, en: residents}, everyone: adult, source: {doc: pact}}
  council:
    title: {zh: 议事会, en: council}
    elected-by: residents
    seats: 5 to 9
    term: 3 years
    minutes-within: 5 working days
    minutes-for: residents
    minutes-open-after: 1 year
    source: {doc: pact}
    classes:
      stairs:
        title: {zh: 楼道代表, en: members for the stairwells}
        seats: 3 to 6
        when: households >= 300
      shops:
        title: {zh: 商铺代表, en: members for the shops}
        seats: 0 to 2
        votes: no
rules:
  most: {quorum: cast > 1/2 of members, pass: yes > 1/2 of cast, source: {doc: pact}}
disclosures:
  accounts:
    zh: 收支账目
    en: accounts
    by: council
    every: month by day 10
    for: 15 days
    objections: {from: residents, answered-by: council, within: 7 days}
    source: {doc: pact}
procedures:
  affair:
    title: {zh: 院里的事, en: affair of the yard}
    decides: {affair: {zh: 院里的事, en: affairs of the yard}}
    appeals-within: 5 days
    facts: {cost: {title: {zh: 花费, en: cost}, type: money}, member: {title: {zh: 谁, en: who}, type: person}}
    source: {doc: pact}
    stages:
      put: {title: {zh: 提出, en: put}, kind: propose, by: residents, then: {submitted: sort}}
      sort:
        title: {zh: 分类, en: sorted}
        kind: screen
        by: council
        within: 5 days
        extend: 5 days
        handled: one-by-one
        bins: {fit: {zh: 可以办, en: fit}, unfit: {zh: 不能办, en: unfit}}
        then: {fit: vote, unfit: refused, lapsed: lapsed}
      vote:
        title: {zh: 表决, en: vote}
        kind: poll
        by: residents
        over: 5 days
        ballot: paper
        enter-within: 2 days
        rule: most
        when: cost > 1000
        then: {passed: tell, failed: refused, no-quorum: lapsed}
        enacts:
          passed:
            - do: seat
              organ: council
              seat-class: stairs
              who: member
              source: {doc: pact}
            - do: owe
              who: proposer
              to: council
              amount: cost
              every: month
      tell:
        title: {zh: 公示, en: made public}
        kind: publish
        by: council
        within: 3 days
        for: 3 days
        objections: {from: residents, answered-by: council, within: 5 days, opens: complaint}
        then: {unopposed: part, dismissed: part, upheld: refused, lapsed: lapsed}
      part:
        title: {zh: 分头办, en: parted}
        kind: split
        strands: [dig, plant]
        join: finished = strands
        then: {joined: done, broken: refused}
      dig: {title: {zh: 挖坑, en: digging}, kind: work, by: council, then: {finished: done}}
      plant: {title: {zh: 栽树, en: planting}, kind: work, by: residents, then: {finished: done}}
  correction:
    title: {zh: 更正台账, en: correction of the register}
    decides: {correction: {zh: 更正, en: corrections}}
    source: {doc: pact}
    stages:
      ask: {title: {zh: 申请, en: asked}, kind: propose, by: concerned, then: {submitted: answer}}
      answer:
        title: {zh: 答复, en: answered}
        kind: screen
        by: council or keeper
        within: 7 days
        bins: {mended: {zh: 予以更正, en: mended}, kept: {zh: 不予更正, en: kept}}
        then: {mended: done, kept: refused, lapsed: again (at most 3)}
        enacts:
          mended:
            do: mend
            register: residents
  complaint:
    title: {zh: 异议, en: complaint}
    decides: {complaint: {zh: 异议, en: complaints}}
    source: {doc: pact}
    stages:
      put: {title: {zh: 提出, en: put}, kind: propose, by: residents, then: {submitted: vote}}
      vote:
        title: {zh: 表决, en: vote}
        kind: poll
        by: council
        over: 3 days
        rule: most
        then: {passed: done, failed: refused, no-quorum: lapsed}
"""


def example() -> Loaded:
    """The example, read."""
    return load(EXAMPLE.encode(), file=EXAMPLE_NAME)
