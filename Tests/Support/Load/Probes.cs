namespace OrleansOps.Tests.Support;

/// <summary>
/// Those who look, through every gateway at once: on each agent a task prints numbered lines, which are followed live; lists are read, and
/// readiness. They look on through every fault, and note how long they had to wait.
/// </summary>
public sealed class Probes : IAsyncDisposable
{
    private const double LinesEvery = 0.07;
    private const int LongestTaskSeconds = 24 * 3_600;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly Installation _at;
    private readonly LoadFolder _folder;
    private readonly RunLedger _ledger;
    private readonly List<Service> _services = [];
    private readonly List<(LiveFollower Follower, string Witness)> _followers = [];
    private readonly List<Task> _loops = [];
    private readonly List<Task> _following = [];
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _abort = new();

    private Probes(Installation at, LoadFolder folder, RunLedger ledger)
    {
        _at = at;
        _folder = folder;
        _ledger = ledger;
        Clients = [.. at.Gateways.Select((gateway, index) =>
            new StubbornClient(at.Client(index), NewService(ServiceKinds.Submit, gateway), Timeout, ledger.Complain))];
    }

    /// <summary>What is wanted, and of whom.</summary>
    public IReadOnlyList<Service> Services => _services;

    /// <summary>One for each gateway.</summary>
    public IReadOnlyList<StubbornClient> Clients { get; }

    /// <summary>Ends whatever is still asked for.</summary>
    public CancellationToken Aborted => _abort.Token;

    public static async Task<Probes> Start(Installation at, LoadFolder folder, RunLedger ledger)
    {
        var probes = new Probes(at, folder, ledger);
        foreach (var agent in at.Agents.Keys)
        {
            await probes.PrintLines(agent);
        }

        foreach (var (gateway, client) in at.Gateways.Zip(probes.Clients))
        {
            probes.Watch(ServiceKinds.Read, gateway, () => client.Read("/api/v1/tasks?limit=50", probes.Aborted));
            probes.Watch(ServiceKinds.Read, gateway, () => client.Read("/api/v1/agents", probes.Aborted));
            probes.Watch(ServiceKinds.Ready, gateway, () => client.Look(probes.Aborted));
        }

        return probes;
    }

    /// <summary>Asks for something again and again until the end.</summary>
    public void Repeat(Func<Task> ask) => _loops.Add(Loop(ask));

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
            Timeout);
    }

    /// <summary>Ends the loops and the tasks that print; every reader must have seen every line of its task by then.</summary>
    public async Task End()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_loops).WaitAsync(Timeout, TimeProvider.System);
        await File.WriteAllTextAsync(_folder.Stop, "");
        _abort.CancelAfter(Timeout);   // a reader that still waits for the end of its task then never will see it
        await Task.WhenAll(_following);
        foreach (var (follower, witness) in _followers)
        {
            var printed = (await File.ReadAllLinesAsync(witness)).Length;
            if (follower.Lines != printed)
            {
                _ledger.Complain($"{follower} saw {follower.Lines} of {printed} lines");
            }
        }
    }

    /// <summary>Ends what still runs: after a failure, all of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _abort.CancelAsync();
        await File.WriteAllTextAsync(_folder.Stop, "");
        await Task.WhenAll([.. _loops, .. _following]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _abort.Dispose();
    }

    private async Task PrintLines(string agent)
    {
        var id = $"{_folder.Name}-lines-{agent}";
        var witness = Path.Combine(_folder.Path, id);
        var script = new NumberedScript { Starts = _folder.Starts, Lines = int.MaxValue, Pause = LinesEvery, Until = _folder.Stop, Witness = witness };
        _ledger.Submitting(script.As(id));
        await Clients[0].Submit(id, new { agent, kind = "shell", script = script.Text, timeoutSeconds = LongestTaskSeconds }, Aborted);
        _ledger.Acknowledge(script.As(id));
        for (var index = 0; index < _at.Gateways.Count; index++)
        {
            var follower = new LiveFollower(_at.Client(index), id, NewService(ServiceKinds.Live, _at.Gateways[index]), _ledger.Complain);
            _followers.Add((follower, witness));
            _following.Add(Follow(follower));
        }
    }

    private void Watch(string kind, ServerNode gateway, Func<Task> ask)
    {
        var service = NewService(kind, gateway);
        Repeat(async () =>
        {
            var since = TimeProvider.System.GetTimestamp();
            await ask();
            service.Served(since);
        });
    }

    private async Task Loop(Func<Task> ask)
    {
        while (!_end.IsCancellationRequested)
        {
            await ask();
            await Task.Delay(Pace, TimeProvider.System, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Follow(LiveFollower follower)
    {
        try
        {
            await follower.Run(Aborted);
        }
        catch (OperationCanceledException)
        {
            _ledger.Complain($"{follower} was never told that the task is over");
        }
    }

    private Service NewService(string kind, ServerNode gateway)
    {
        var service = new Service(kind, gateway.Name);
        _services.Add(service);
        return service;
    }
}
