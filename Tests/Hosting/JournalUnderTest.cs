using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.Agents;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Tests.Hosting;

/// <summary>
/// An agent that keeps the rules of the protocol for one task: it starts what it does not hold, never what it holds, and repeats what was
/// not acknowledged. Its messages are lost when the story wants it.
/// </summary>
internal sealed class JournalUnderTest(SiloUnderTest silo, string agentId, string taskId, OnLost onLost = OnLost.Fail)
{
    private Socket? _socket;
    private int? _held;
    private bool _ended;
    private bool _settled;
    private bool _heard;
    private int _cancelledUpTo;

    public string TaskId => taskId;

    public int Starts { get; private set; }

    public async Task Submit()
    {
        await silo.Agent(agentId).Register(new AgentRegistration(agentId, new Dictionary<string, string>()));
        await silo.Task(taskId).Submit(Some.Spec(agentId) with { OnLost = onLost });
    }

    public async Task Connect(bool listIsOld)
    {
        var list = Held();
        if (listIsOld)
        {
            Read();   // an order of the connection before reaches the journal after the list was made
        }

        var socket = new Socket();
        socket.Reference = silo.Grains.CreateObjectReference<IAgentConnection>(socket);
        var session = await silo.Agent(agentId).Connect(new AgentHello(1, "1.0", 5, Some.Facts, list), socket.Reference);
        socket.Epoch = session!.Epoch;
        _socket = socket;
        await Repeat();
    }

    public async Task Disconnect()
    {
        if (_socket is { } socket)
        {
            _socket = null;
            await silo.Agent(agentId).Disconnected(socket.Epoch);
        }
    }

    public async Task ReadOrders(bool acceptanceIsLost)
    {
        if (Read() && !acceptanceIsLost)
        {
            await Accept();
            await RefuseWhatIsCancelled();
        }
    }

    public async Task End(bool reportIsLost)
    {
        if (_held is not null && !_ended)
        {
            _ended = true;
            if (!reportIsLost)
            {
                await Report();
            }
        }
    }

    /// <summary>
    /// Its disk is gone, and with it all that it held. Not before the server knows that it has the task: what nobody but that disk knew
    /// cannot be known.
    /// </summary>
    public async Task LoseState()
    {
        if (_heard)
        {
            await Disconnect();
            (_held, _ended, _settled, _heard, _cancelledUpTo) = (null, false, false, false, 0);
        }
    }

    /// <summary>No more losses: the agent connects, reads, runs and reports until the task is over.</summary>
    public async Task<TaskView> Settle(string story, FakeTimeProvider time)
    {
        await Connect(listIsOld: false);
        return await Eventually.Get(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                if (await silo.Agent(agentId).Heartbeat(_socket!.Epoch, Some.Load) is null)
                {
                    await Connect(listIsOld: false);   // the clock went faster than a message: its session was given up
                }

                await ReadOrders(acceptanceIsLost: false);
                await End(reportIsLost: false);
                await ReportIfDue();
                return (await silo.Task(taskId).Describe())!;
            },
            task => task.Phase.IsTerminal(),
            $"the task is over after {story}");
    }

    private IReadOnlyList<HeldTask> Held() => _held is { } attempt && !_settled ? [new HeldTask(taskId, attempt, _ended)] : [];

    /// <summary>True if there was an order of either kind, and so an answer is due.</summary>
    private bool Read()
    {
        var any = false;
        while (_socket is { } socket && socket.Orders.TryDequeue(out var order))
        {
            any = true;
            if (_held is null && order.Attempt > _cancelledUpTo)
            {
                _held = order.Attempt;
                Starts++;
            }
        }

        while (_socket is { } socket && socket.Cancels.TryDequeue(out var attempt))
        {
            any = true;
            _ended |= _held is not null;
            _cancelledUpTo = Math.Max(_cancelledUpTo, attempt);
        }

        return any;
    }

    private async Task Repeat()
    {
        if (_held is not null && !_settled)
        {
            await Accept();
            await ReportIfDue();
        }
    }

    private Task ReportIfDue() => _ended && !_settled ? Report() : Task.CompletedTask;

    private async Task Accept()
    {
        if (_socket is { } socket && _held is { } attempt && !_settled)
        {
            _heard |= await silo.Agent(agentId).Accepted(socket.Epoch, taskId, attempt) == ReportStatus.Stored;
        }
    }

    /// <summary>The order to end it overtook the order to start it, or that one was lost with a socket: nobody else can say that it will not run.</summary>
    private async Task RefuseWhatIsCancelled()
    {
        if (_socket is { } socket && _held is null && _cancelledUpTo > 0)
        {
            await silo.Agent(agentId).Refused(socket.Epoch, taskId, _cancelledUpTo, retry: false, "The order to end it came first.");
        }
    }

    private async Task Report()
    {
        if (_socket is { } socket && _held is { } attempt)
        {
            var status = await silo.Agent(agentId).Ended(socket.Epoch, taskId, Some.Result(attempt));
            _settled = status != ReportStatus.Superseded;
        }
    }

    private sealed class Socket : IAgentConnection
    {
        public ConcurrentQueue<DispatchOrder> Orders { get; } = new();

        public ConcurrentQueue<int> Cancels { get; } = new();

        public IAgentConnection? Reference { get; set; }

        public long Epoch { get; set; }

        public Task Run(DispatchOrder order)
        {
            Orders.Enqueue(order);
            return Task.CompletedTask;
        }

        public Task Cancel(string taskId, int attempt)
        {
            Cancels.Enqueue(attempt);
            return Task.CompletedTask;
        }

        public Task<TerminalReply> Type(string taskId, int attempt, TerminalInput input) => Task.FromResult(new TerminalReply(TerminalStatus.Over));

        public Task LogStored(LogMark mark) => Task.CompletedTask;

        public Task Close(CloseReason reason, string text) => Task.CompletedTask;
    }
}
