using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Logs;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>
/// The agent without its machine: everything it decides, over its seams (journal file, task host, gateway, clock, sampler). All of it
/// runs as turns of one context, so a simulation that brings its own seams and says where turns run is deterministic.
/// </summary>
internal sealed class Agent : IDisposable
{
    private readonly Turns _turns;
    private readonly ITaskHost _host;
    private readonly Journal _journal;
    private readonly FollowedLogs _followed;
    private readonly LogLoop _logs;
    private readonly HeldAttempts _held;
    private readonly Slots _slots;
    private readonly AttemptRunner _runner;
    private readonly OrderDesk _desk;
    private readonly InputDesk _input;
    private readonly ConnectLoop _connect;
    private readonly TimeProvider _time;
    private readonly OneTask? _one;
    private readonly OneTaskLoop? _once;

    public Agent(
        Turns turns,
        AgentSetup setup,
        IJournalFile journalFile,
        ITaskHost host,
        IReadOnlyList<IGatewayConnector> gateways,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        var window = new LogWindow(time);
        _turns = turns;
        _time = time;
        _host = host;
        _journal = new Journal(journalFile, new JournalSeal(setup.JournalKey), time, loggers.CreateLogger<Journal>());
        _followed = new FollowedLogs(time);
        _held = new HeldAttempts(_journal, host, _followed, window, setup.Traces, time, loggers.CreateLogger<HeldAttempts>());
        var reports = new Reports(_held, time, loggers.CreateLogger<Reports>());
        _logs = new LogLoop(_followed, window, new AttemptLogs(_held, reports), loggers.CreateLogger<LogLoop>());
        _slots = new Slots(setup.Host.Slots);
        _runner = new AttemptRunner(host, setup.Policy, _slots, _journal, _followed, reports, time, loggers.CreateLogger<AttemptRunner>());
        _one = setup.OncePatience is null ? null : new OneTask();
        _desk = new OrderDesk(setup.AgentId, setup.OnlyUser, setup.Policy, setup.IsTyped, _held, _journal, _runner, reports, setup.Traces, _one, time, loggers.CreateLogger<OrderDesk>());
        _input = new InputDesk(_held, host, _followed, reports);
        _once = setup.OncePatience is { } patience
            ? new OneTaskLoop(_one!, _held, _desk.Stop, () => _connect!.IsStranger, patience, time, loggers.CreateLogger<OneTaskLoop>())
            : null;
        var session = new Session(setup.Host, _slots, _held, reports, _logs, _once, setup.Sampler, time, loggers.CreateLogger<Session>());
        _connect = new ConnectLoop(new GatewayRing(gateways, setup.Random, time), session, time, loggers.CreateLogger<ConnectLoop>());
    }

    /// <summary>Attempts that the host holds.</summary>
    public IReadOnlyCollection<HeldAttempt> Held => _held.All;

    /// <summary>Runs until it is stopped. Stopping is not cancelling: tasks run on, and the next life adopts them.</summary>
    public Task RunAsync(CancellationToken stopping) => _turns.Run(async () =>
    {
        await Recover();
        var orders = new TurnedOrders(_turns, _desk, _input, _logs, _connect.Take);
        try
        {
            await Loops.RunUntilFirstEnds([cancel => _connect.RunAsync(orders, cancel), _logs.RunAsync, .. _once is null ? [] : (Func<CancellationToken, Task>[])[_once.RunAsync]], stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // asked to
        }
        finally
        {
            _desk.Stop();
            await _runner.Stop();
            await _journal.Close();
        }
    });

    /// <summary>How it ended, if it is for one task and that has come to an end.</summary>
    public OneTaskEnd? OnceEnded => _once?.End;

    /// <summary>Ends one that is for one task, in order: it leaves nothing running.</summary>
    public void AskToEnd() => _once?.AskToEnd();

    /// <summary>Runs so many tasks at once from now on. What runs runs on; the gateway learns it by a new hello.</summary>
    public Task Resize(int slots) => _turns.Run(() =>
    {
        _slots.Resize(slots);
        _connect.Renew();
        return Task.CompletedTask;
    });

    public void Dispose()
    {
        _followed.Dispose();
        _journal.Dispose();
    }

    /// <summary>Takes up what the journal says was here when the last life ended, in its order.</summary>
    private async Task Recover()
    {
        if (!_journal.State.IsEmpty)
        {
            _one?.Take();   // in an earlier life
        }

        var unfinished = new List<(HeldAttempt Attempt, HeardCommands? Heard)>();
        foreach (var (order, report, settled, heard) in _journal.Held)
        {
            var attempt = _held.Add(order);
            attempt.IsAccepted = true;
            if (report is null)
            {
                unfinished.Add((attempt, heard));
            }
            else
            {
                attempt.Adopt(heard);
                RecoverEnded(attempt, report, settled, _time.GetTimestamp());
                await _held.ForgetIfDone(attempt.Id);
            }
        }

        await _host.RemoveAllBut(_held.All.Select(attempt => attempt.Id).ToList());
        foreach (var (attempt, heard) in unfinished)
        {
            var found = await _host.Find(attempt.Order);
            if (found is not null)
            {
                attempt.Adopt(heard);
                attempt.Phase = HeldPhase.Running;
            }

            _desk.Begin(attempt, found);
        }
    }

    private static void RecoverEnded(HeldAttempt attempt, TaskEnded report, bool settled, long timestamp)
    {
        attempt.Log.Finish(LogEnd.Of(report, attempt.Order.LogCapBytes));
        attempt.End(report, timestamp);
        attempt.IsSettled = settled;
    }
}
