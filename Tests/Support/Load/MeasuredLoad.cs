using System.Globalization;

namespace OrleansOps.Tests.Support;

/// <summary>
/// What operators do all day, through every gateway at once: on each agent a task that prints numbered lines, which is followed live; short
/// tasks one after the other; lists and readiness. It runs through a fault and says then what was lost and who had to wait.
/// </summary>
public sealed class MeasuredLoad : IAsyncDisposable
{
    public const string Submits = "submit";
    public const string Reads = "read";
    public const string Looks = "ready";
    public const string Lives = "live";
    private const int SubmittersOfEachGateway = 2;
    private const double LinesEvery = 0.07;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(90);

    private readonly Installation _at;
    private readonly string _run;
    private readonly string[] _agents;
    private readonly RunLedger _ledger = new();
    private readonly List<Service> _services = [];
    private readonly List<StubbornClient> _clients = [];
    private readonly Dictionary<LiveFollower, SubmittedTask> _followers = [];
    private readonly List<Task> _loops = [];
    private readonly List<Task> _following = [];
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _abort = new();
    private int _number;

    private MeasuredLoad(Installation at, string run)
    {
        _at = at;
        _run = run;
        _agents = [.. at.Agents.Keys];
        Directory.CreateDirectory(Folder);
        foreach (var gateway in at.Gateways)
        {
            _clients.Add(new StubbornClient(at.Client(_clients.Count), Patience, Complain));
        }
    }

    public string Folder => Path.Combine(_at.Folder, $"load-{_run}");

    public string Starts => Path.Combine(Folder, "starts");

    public string Name => _run;

    private string Stop => Path.Combine(Folder, "stop");

    /// <summary>Begins, and returns when everybody was served.</summary>
    /// <param name="at">Where.</param>
    /// <param name="run">Names the tasks of this load; another load has another one.</param>
    public static async Task<MeasuredLoad> Start(Installation at, string run)
    {
        var load = new MeasuredLoad(at, run);
        foreach (var agent in load._agents)
        {
            await load.PrintLines(agent);
        }

        for (var gateway = 0; gateway < at.Gateways.Count; gateway++)
        {
            load.Use(gateway);
        }

        await load.EverybodyIsServed();
        return load;
    }

    /// <summary>Waits until everybody who wants something has got it once more.</summary>
    /// <param name="without">A gateway that is away: who asks there may wait.</param>
    public async Task EverybodyIsServed(ServerNode? without = null)
    {
        var now = TimeProvider.System.GetTimestamp();
        var wanted = _services.Where(service => !string.Equals(service.Gateway, without?.Name, StringComparison.Ordinal)).ToList();
        await Eventually.Value(
            () => string.Join(", ", wanted.Where(service => !service.WasServedSince(now)).Select(service => service.ToString()).Distinct(StringComparer.Ordinal)),
            waiting => waiting.Length == 0,
            "everybody who wants something of the cluster gets it; those who wait still are named",
            Patience);
    }

    /// <summary>Submits one task more, through the first gateway; it is judged with the others.</summary>
    public async Task Submit(SubmittedTask task, object body)
    {
        _ledger.Submitting(task);
        await _clients[0].Submit(task.Id, body, _abort.Token);
        _ledger.Acknowledge(task);
    }

    /// <summary>Something is wrong that only the caller can see.</summary>
    public void Complain(string what) => _ledger.Complain(what);

    /// <summary>Ends every task and every loop, lets the installation settle, and judges.</summary>
    public async Task<LoadReport> End()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_loops).WaitAsync(Patience, TimeProvider.System);
        await File.WriteAllTextAsync(Stop, "");
        _abort.CancelAfter(Patience);   // a reader that still waits for the end of its task then never will see it
        await Task.WhenAll(_following);

        var submitted = _ledger.Submitted.ToList();
        var verdict = await RunChecker.Settle(_at.Redis.Port, submitted, [Starts], [.. _agents.Select(_at.DataOf)], SettleWithin);
        foreach (var (follower, task) in _followers)
        {
            var printed = (await File.ReadAllLinesAsync(task.Witness!)).Length;
            if (follower.Lines != printed)
            {
                Complain($"a reader of {task.Id} saw {follower.Lines} of {printed} lines");
            }
        }

        return new LoadReport(
            verdict with { Broken = [.. verdict.Broken, .. _ledger.Complaints] },
            _services,
            await LongestShortTask(),
            _clients.Sum(client => client.Refused));
    }

    /// <summary>Ends what still runs: after a failure, all of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _abort.CancelAsync();
        await File.WriteAllTextAsync(Stop, "");
        await Task.WhenAll([.. _loops, .. _following]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _abort.Dispose();
    }

    private async Task PrintLines(string agent)
    {
        var id = $"{_run}-lines-{agent}";
        var script = new NumberedScript
        {
            Starts = Starts,
            Lines = int.MaxValue,
            Pause = LinesEvery,
            Until = Stop,
            Witness = Path.Combine(Folder, id),
        };
        await Submit(script.As(id), Body(agent, script));
        foreach (var (gateway, index) in _at.Gateways.Select((gateway, index) => (gateway, index)))
        {
            var follower = new LiveFollower(_at.Client(index), id, NewService(Lives, gateway), Complain);
            _followers[follower] = script.As(id);
            _following.Add(Follow(follower, id));
        }
    }

    private void Use(int gateway)
    {
        var (client, node) = (_clients[gateway], _at.Gateways[gateway]);
        for (var submitter = 0; submitter < SubmittersOfEachGateway; submitter++)
        {
            _loops.Add(Repeat(NewService(Submits, node), () => SubmitShortTask(client)));
        }

        _loops.Add(Repeat(NewService(Reads, node), () => client.Read("/api/v1/tasks?limit=50", _abort.Token)));
        _loops.Add(Repeat(NewService(Reads, node), () => client.Read("/api/v1/agents", _abort.Token)));
        _loops.Add(Repeat(NewService(Looks, node), () => client.Look(_abort.Token)));
    }

    private async Task SubmitShortTask(StubbornClient client)
    {
        var number = Interlocked.Increment(ref _number);
        var script = new NumberedScript { Starts = Starts, Lines = 3 };
        var task = script.As(string.Create(CultureInfo.InvariantCulture, $"{_run}-short-{number}"));
        _ledger.Submitting(task);
        await client.Submit(task.Id, Body(_agents[number % _agents.Length], script), _abort.Token);
        _ledger.Acknowledge(task);
    }

    private async Task Repeat(Service service, Func<Task> ask)
    {
        while (!_end.IsCancellationRequested)
        {
            var since = TimeProvider.System.GetTimestamp();
            await ask();
            service.Served(since);
            await Task.Delay(Pace, TimeProvider.System, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Follow(LiveFollower follower, string task)
    {
        try
        {
            await follower.Run(_abort.Token);
        }
        catch (OperationCanceledException)
        {
            Complain($"a reader of {task} was never told that it is over");
        }
    }

    private Service NewService(string kind, ServerNode gateway)
    {
        var service = new Service(kind, gateway.Name);
        _services.Add(service);
        return service;
    }

    private async Task<TimeSpan> LongestShortTask()
    {
        await using var redis = await RespConnection.Open(_at.Redis.Port);
        var tasks = await new StoreReader(redis).Tasks(_ledger.Submitted.Select(task => task.Id).Where(id => id.Contains("-short-", StringComparison.Ordinal)));
        return tasks.Values.Select(task => (task.EndedAt ?? task.SubmittedAt) - task.SubmittedAt).DefaultIfEmpty(TimeSpan.Zero).Max();
    }

    private static object Body(string agent, NumberedScript script) => new { agent, kind = "shell", script = script.Text, timeoutSeconds = 3_600 };
}
