using FsCheck;
using FsCheck.Fluent;
using static OrleansOps.Tasks.TaskEvent;
using static OrleansOps.Tasks.TaskPhase;

namespace OrleansOps.Tasks;

public sealed class TaskTransitionsTests
{
    private static readonly TaskPhase[] Phases = Enum.GetValues<TaskPhase>();
    private static readonly TaskEvent[] Events = Enum.GetValues<TaskEvent>();

    /// <summary>Every legal move, written down a second time and from another side: by what happened.</summary>
    private static readonly Dictionary<(TaskPhase From, TaskEvent Happened), TaskPhase> Legal = Moves(
        (Submitted, [(None, Queued)]),
        (Dispatched, [(Queued, Sent), (Sent, Sent)]),
        (Undelivered, [(Sent, Queued)]),
        (TaskEvent.Accepted, [(Queued, Running), (Sent, Running)]),
        (RefusedForNow, [(Sent, Queued), (Cancelling, Cancelled), (CancelUnconfirmed, Cancelled)]),
        (RefusedForGood, [(Sent, Rejected), (Cancelling, Cancelled), (CancelUnconfirmed, Cancelled)]),
        (CancelBeforeSending, [(Queued, Cancelled)]),
        (CancelRequested, [(Queued, Cancelling), (Sent, Cancelling), (Running, Cancelling)]),
        (ExitedZero, [(Queued, Succeeded), (Sent, Succeeded), (Running, Succeeded), (Cancelling, Cancelled), (CancelUnconfirmed, Cancelled)]),
        (ExitedNonZero, [(Queued, Failed), (Sent, Failed), (Running, Failed), (Cancelling, Cancelled), (CancelUnconfirmed, Cancelled)]),
        (RootExitedZero, [(Queued, Succeeded), (Sent, Succeeded), (Running, Succeeded), (Cancelling, Succeeded), (CancelUnconfirmed, Succeeded)]),
        (RootExitedNonZero, [(Queued, Failed), (Sent, Failed), (Running, Failed), (Cancelling, Failed), (CancelUnconfirmed, Failed)]),
        (CouldNotStart, [(Queued, Failed), (Sent, Failed), (Running, Failed), (Cancelling, Cancelled), (CancelUnconfirmed, Cancelled)]),
        (LimitReported, [(Queued, Failed), (Sent, Failed), (Running, Failed), (Cancelling, Cancelled), (CancelUnconfirmed, Cancelled)]),
        (TimeoutReported, [(Queued, TimedOut), (Sent, TimedOut), (Running, TimedOut), (Cancelling, Cancelled), (CancelUnconfirmed, Cancelled)]),
        (CancelReported, [(Queued, Cancelled), (Sent, Cancelled), (Running, Cancelled), (Cancelling, Cancelled), (CancelUnconfirmed, Cancelled)]),
        (OutcomeUnknown, [(Queued, Lost), (Sent, Lost), (Running, Lost), (Cancelling, Lost), (CancelUnconfirmed, Lost)]),
        (NotHeld, [(Sent, Queued), (Cancelling, Cancelled), (CancelUnconfirmed, Cancelled)]),
        (Forgotten, [(Running, Lost), (Cancelling, Lost), (CancelUnconfirmed, Lost)]),
        (Repeated, [(Queued, Queued), (Sent, Queued), (Running, Queued)]),
        (NotRetried, [(Queued, Failed), (Sent, Failed)]),
        (Quarantined, [(Queued, Lost), (Sent, Lost), (Running, Lost)]),
        (QueueExpired, [(Queued, Rejected)]),
        (QueueExpiredInDoubt, [(Queued, Lost)]),
        (RunExpired, [(Running, Lost)]),
        (CancelExpired, [(Cancelling, CancelUnconfirmed)]),
        (GivenUp, [(Running, Lost), (CancelUnconfirmed, Lost)]));

    [Fact]
    public void EveryPairIsAsWrittenDownHere()
    {
        foreach (var from in Phases)
        {
            foreach (var happened in Events)
            {
                TaskPhase? expected = Legal.TryGetValue((from, happened), out var next) ? next : null;
                Assert.True(expected == TaskTransitions.Next(from, happened), $"{from} and {happened}: expected {expected}, there is {TaskTransitions.Next(from, happened)}");
            }
        }
    }

    [Fact]
    public void WhatIsOverStaysOver() =>
        Assert.All(Phases.Where(phase => phase.IsTerminal()), phase => Assert.All(Events, happened => Assert.Null(TaskTransitions.Next(phase, happened))));

    [Fact]
    public void EveryOpenPhaseLeadsToAnEndByTheClockAlone()
    {
        TaskEvent[] clock = [Undelivered, QueueExpired, QueueExpiredInDoubt, RunExpired, CancelExpired, GivenUp];
        foreach (var start in Phases.Where(phase => phase != None && !phase.IsTerminal()))
        {
            HashSet<TaskPhase> reached = [start];
            while (reached.ToList().SelectMany(phase => clock.Select(tick => TaskTransitions.Next(phase, tick))).Any(next => next is { } phase && reached.Add(phase)))
            {
            }

            Assert.Contains(reached, phase => phase.IsTerminal());
        }
    }

    [Fact]
    public void WhatTheAgentAcceptedIsNeverSentAgainUnlessThePolicyAllowsIt() => Prop.ForAll(
        Gen.Elements(Events.Where(happened => happened != Repeated).ToArray()).ListOf().ToArbitrary(),
        happened =>
        {
            var phase = Queued;
            var accepted = false;
            foreach (var next in happened)
            {
                phase = TaskTransitions.Next(phase, next) ?? phase;
                accepted |= phase == Running;
                if (accepted && phase is Queued or Sent)
                {
                    return !accepted;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ATaskEndsOnce() => Prop.ForAll(
        Gen.Elements(Events).ListOf().ToArbitrary(),
        happened =>
        {
            var phase = Queued;
            var ends = 0;
            foreach (var next in happened)
            {
                var before = phase;
                phase = TaskTransitions.Next(phase, next) ?? phase;
                ends += phase.IsTerminal() && phase != before ? 1 : 0;
            }

            return ends <= 1;
        }).QuickCheckThrowOnFailure();

    private static Dictionary<(TaskPhase, TaskEvent), TaskPhase> Moves(params (TaskEvent Happened, (TaskPhase From, TaskPhase To)[] Moves)[] table) =>
        table.SelectMany(row => row.Moves.Select(move => (row.Happened, move))).ToDictionary(row => (row.move.From, row.Happened), row => row.move.To);
}
