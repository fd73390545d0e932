"""The same flow in two kept libraries: as BPMN in SpiffWorkflow, as a statechart in python-statemachine.

Neither keeps who may vote, counts with quorum, nor chains what happened; they are given the flow alone.
"""

from __future__ import annotations

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.util.task import TaskState
from statemachine import State, StateMachine

VOTES = (8, 60, 60)

_BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="linli">
<process id="four" isExecutable="true">
<startEvent id="start"/><sequenceFlow id="f0" sourceRef="start" targetRef="propose"/>
<userTask id="propose"/>
{polls}
<sequenceFlow id="f9" sourceRef="{last}" targetRef="announce"/>
<userTask id="announce"/><sequenceFlow id="g1" sourceRef="announce" targetRef="work"/>
<userTask id="work"/><sequenceFlow id="g2" sourceRef="work" targetRef="report"/>
<userTask id="report"/><sequenceFlow id="g3" sourceRef="report" targetRef="done"/>
<endEvent id="done"/>
</process></definitions>"""

_POLL = """<sequenceFlow id="in{n}" sourceRef="{before}" targetRef="vote{n}"/>
<userTask id="vote{n}"><multiInstanceLoopCharacteristics isSequential="false">
<loopCardinality>{voters}</loopCardinality></multiInstanceLoopCharacteristics></userTask>
<sequenceFlow id="to{n}" sourceRef="vote{n}" targetRef="close{n}"/><userTask id="close{n}"/>"""


def spiff_spec() -> BpmnProcessSpec:
    """The flow as BPMN: a parallel multi-instance user task for each poll."""
    befores = ("propose", "close0", "close1")
    polls = "".join(_POLL.format(n=n, before=befores[n], voters=voters) for n, voters in enumerate(VOTES))
    parser = BpmnParser()
    parser.add_bpmn_str(_BPMN.format(polls=polls, last="close2").encode())
    return parser.get_spec("four")


def spiff(spec: BpmnProcessSpec) -> int:
    """Run it through, one deed at a time as people do them; the number of user tasks completed."""
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    tasks = 0
    while not workflow.completed:
        for task in workflow.get_tasks(state=TaskState.READY, manual=True):
            task.run()
            workflow.do_engine_steps()
            tasks += 1
    return tasks


class Four(StateMachine):
    """The flow as a statechart: a vote is an internal transition with a guard, closing one with a condition."""

    proposal = State(initial=True)
    consult = State()
    review = State()
    resolve = State()
    announce = State()
    work = State()
    report = State()
    done = State(final=True)

    propose = proposal.to(consult)
    vote = (
        consult.to.itself(internal=True, cond="new", on="count")
        | review.to.itself(internal=True, cond="new", on="count")
        | resolve.to.itself(internal=True, cond="new", on="count")
    )
    close = (
        consult.to(review, cond="carried", on="clear")
        | review.to(resolve, cond="carried", on="clear")
        | resolve.to(announce, cond="carried", on="clear")
    )
    post = announce.to(work) | report.to(done)
    finish = work.to(report)

    def __init__(self) -> None:
        self.votes: dict[str, str] = {}
        super().__init__()

    def new(self, voter: str) -> bool:
        """One vote each."""
        return voter not in self.votes

    def count(self, voter: str, choice: str) -> None:
        """Keep the vote."""
        self.votes[voter] = choice

    def carried(self) -> bool:
        """More than half of those who voted."""
        return 2 * sum(choice == "yes" for choice in self.votes.values()) > len(self.votes)

    def clear(self) -> None:
        """The next stage begins without votes."""
        self.votes = {}


def statechart() -> int:
    """Run it through; the number of transitions taken."""
    machine = Four()
    machine.send("propose")
    for voters in VOTES:
        for n in range(voters):
            machine.send("vote", voter=f"r{n}", choice="yes")
        machine.send("close")
    for event in ("post", "finish", "post"):
        machine.send(event)
    if machine.done not in machine.configuration:
        raise RuntimeError("the statechart did not come to its end")
    return 1 + sum(VOTES) + len(VOTES) + 3
