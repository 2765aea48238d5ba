using Microsoft.Extensions.Logging.Abstractions;
using OrleansOps.Agents;
using OrleansOps.Tasks;

namespace OrleansOps.Logs;

public sealed class MarkTellerTests
{
    private readonly MarkTeller _teller = new(NullLogger.Instance);

    /// <summary>A call to a connection that has gone ends when its time is over, seconds later: an agent that is back would send nothing more than its window until then.</summary>
    [Fact]
    public void Tell_AConnectionThatDoesNotAnswer_HoldsUpNoOther()
    {
        var (gone, back) = (new Connection(new TaskCompletionSource().Task), new Connection(Task.CompletedTask));

        _teller.Tell(gone, Mark(1));
        _teller.Tell(gone, Mark(2));
        _teller.Tell(back, Mark(3));
        _teller.Tell(back, Mark(4));

        Assert.Equal([1], gone.Told);
        Assert.Equal([3, 4], back.Told);
    }

    [Fact]
    public void Tell_WhileOneIsOnItsWay_OnlyTheNewestIsKept()
    {
        var answered = new TaskCompletionSource();
        var slow = new Connection(answered.Task);

        _teller.Tell(slow, Mark(1));
        _teller.Tell(slow, Mark(2));
        _teller.Tell(slow, Mark(3));
        answered.SetResult();
        _teller.Tell(slow, Mark(4));

        Assert.Equal([1, 3, 4], slow.Told);
    }

    [Fact]
    public void Tell_AfterACallThatFailed_TellsTheNext()
    {
        var failing = new Connection(Task.FromException(new TimeoutException()));

        _teller.Tell(failing, Mark(1));
        _teller.Tell(failing, Mark(2));

        Assert.Equal([1, 2], failing.Told);
    }

    private static LogMark Mark(long next) => new() { TaskId = "t", Attempt = 1, NextSeq = next, StdoutOffset = 0, StderrOffset = 0 };

    private sealed class Connection(Task answer) : IAgentConnection
    {
        public List<long> Told { get; } = [];

        public Task LogStored(LogMark mark)
        {
            Told.Add(mark.NextSeq);
            return answer;
        }

        public Task Run(DispatchOrder order) => Task.CompletedTask;

        public Task<TerminalReply> Type(string taskId, int attempt, TerminalInput input) => Task.FromResult(new TerminalReply(TerminalStatus.Over));

        public Task Cancel(string taskId, int attempt) => Task.CompletedTask;

        public Task Close(CloseReason reason, string text) => Task.CompletedTask;
    }
}
