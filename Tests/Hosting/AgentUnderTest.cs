using System.Threading.Channels;
using OrleansOps.Agents;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Tests.Hosting;

/// <summary>An agent as its grain sees it: a connection that takes down what it is told.</summary>
internal sealed class AgentUnderTest : IAgentConnection
{
    private readonly IGrainFactory _grains;
    private readonly Channel<DispatchOrder> _orders = Channel.CreateUnbounded<DispatchOrder>();
    private readonly Channel<(string TaskId, int Attempt)> _cancels = Channel.CreateUnbounded<(string, int)>();
    private readonly Channel<LogMark> _marks = Channel.CreateUnbounded<LogMark>();
    private readonly TaskCompletionSource<CloseReason> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IAgentConnection? _reference;
    private volatile bool _broken;

    private AgentUnderTest(IGrainFactory grains, string id)
    {
        _grains = grains;
        Id = id;
    }

    public string Id { get; }

    public long Epoch { get; private set; }

    public IAgentConnection Reference => _reference!;

    /// <summary>Completes when the grain closes the connection.</summary>
    public Task<CloseReason> Closed => _closed.Task.Within("the connection is closed by the grain");

    public IAgentGrain Grain => _grains.GetGrain<IAgentGrain>(Id);

    public static async Task<AgentUnderTest> Connect(IGrainFactory grains, string id, int slots, IReadOnlyList<HeldTask> held)
    {
        var agent = new AgentUnderTest(grains, id);
        agent._reference = grains.CreateObjectReference<IAgentConnection>(agent);
        var session = await agent.Grain.Connect(new AgentHello(1, "1.0", slots, Some.Facts, held), agent._reference);
        agent.Epoch = session?.Epoch ?? throw new InvalidOperationException($"Agent {id} was not let in.");
        return agent;
    }

    /// <summary>Every message to it fails from now on.</summary>
    public void Break() => _broken = true;

    public Task Disconnect() => Grain.Disconnected(Epoch);

    public async Task<DispatchOrder> NextOrder() => await _orders.Reader.ReadAsync().AsTask().Within($"an order for agent {Id}");

    public async Task<(string TaskId, int Attempt)> NextCancel() => await _cancels.Reader.ReadAsync().AsTask().Within($"a cancel for agent {Id}");

    public async Task<LogMark> NextMark() => await _marks.Reader.ReadAsync().AsTask().Within($"a log mark for agent {Id}");

    /// <summary>Marks until one that fits: some may be skipped on the way.</summary>
    public async Task<LogMark> Mark(Func<LogMark, bool> wanted)
    {
        while (true)
        {
            var mark = await NextMark();
            if (wanted(mark))
            {
                return mark;
            }
        }
    }

    public bool HasOrders => _orders.Reader.Count > 0;

    public async Task<DispatchOrder> Accept()
    {
        var order = await NextOrder();
        return await Grain.Accepted(Epoch, order.TaskId, order.Attempt) is ReportStatus.Stored
            ? order
            : throw new InvalidOperationException($"Task {order.TaskId}: its acceptance was not stored.");
    }

    public async Task<ReportStatus> Exit(string taskId, int attempt = 1, int exitCode = 0) =>
        await Grain.Ended(Epoch, taskId, Some.Result(attempt, exitCode));

    public LogBatch Batch(string taskId, long seq, string text, long offset = 0, LogStream stream = LogStream.Stdout, int attempt = 1)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return new LogBatch
        {
            TaskId = taskId,
            Attempt = attempt,
            Seq = seq,
            Records = bytes.Count(letter => letter == '\n'),
            Stream = stream,
            Offset = offset,
            At = Some.Time,
            Bytes = bytes,
            AgentId = Id,
            Source = _reference!,
        };
    }

    public Task Run(DispatchOrder order) => Take(_orders, order);

    public Task Cancel(string taskId, int attempt) => Take(_cancels, (taskId, attempt));

    /// <summary>What it says to what is to be typed.</summary>
    public Func<string, int, TerminalInput, TerminalReply> Types { get; set; } = (_, _, _) => new TerminalReply(TerminalStatus.Over);

    public Task<TerminalReply> Type(string taskId, int attempt, TerminalInput input) =>
        _broken ? throw new AgentUnreachableException("The socket is closed.") : Task.FromResult(Types(taskId, attempt, input));

    public Task LogStored(LogMark mark) => Take(_marks, mark);

    public Task Close(CloseReason reason, string text)
    {
        _closed.TrySetResult(reason);
        return Task.CompletedTask;
    }

    private Task Take<T>(Channel<T> channel, T message)
    {
        if (_broken)
        {
            throw new IOException("The socket is closed.");
        }

        channel.Writer.TryWrite(message);
        return Task.CompletedTask;
    }
}
