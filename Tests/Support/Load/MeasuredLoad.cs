using System.Globalization;

namespace OrleansOps.Tests.Support;

/// <summary>
/// What operators do all day, through every gateway at once: short tasks and jobs one after the other, and all that <see cref="Probes"/> look at. It
/// runs through a fault and says then what was lost and who had to wait.
/// </summary>
public sealed class MeasuredLoad : IAsyncDisposable
{
    private const int SubmittersOfEachGateway = 2;
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(90);

    private readonly Installation _at;
    private readonly RunLedger _ledger;
    private readonly Probes _probes;
    private readonly string[] _agents;
    private int _number;

    private MeasuredLoad(Installation at, LoadFolder folder, RunLedger ledger, Probes probes)
    {
        _at = at;
        Folder = folder;
        _ledger = ledger;
        _probes = probes;
        _agents = [.. at.Agents.Keys];
    }

    public LoadFolder Folder { get; }

    /// <summary>Begins, and returns when everybody was served.</summary>
    /// <param name="at">Where.</param>
    /// <param name="name">Names the tasks of this load; another load has another one.</param>
    public static async Task<MeasuredLoad> Start(Installation at, string name)
    {
        var (folder, ledger) = (new LoadFolder(at.Folder, name), new RunLedger());
        var load = new MeasuredLoad(at, folder, ledger, await Probes.Start(at, folder, ledger));
        foreach (var (gateway, client) in at.Gateways.Zip(load._probes.Clients))
        {
            var jobs = new JobRounds(client, folder, ledger, gateway.Name, load._agents);
            load._probes.Repeat(() => jobs.Next(load._probes.Aborted));
            for (var submitter = 0; submitter < SubmittersOfEachGateway; submitter++)
            {
                load._probes.Repeat(() => load.SubmitShortTask(client));
            }
        }

        await load.EverybodyIsServed();
        return load;
    }

    /// <summary>Waits until everybody who wants something has got it once more.</summary>
    /// <param name="without">A gateway that is away: who asks there may wait.</param>
    public Task EverybodyIsServed(ServerNode? without = null) => _probes.EverybodyIsServed(without);

    /// <summary>Submits one task more, through the first gateway; it is judged with the others.</summary>
    public Task Submit(SubmittedTask task, object body) => Submit(_probes.Clients[0], task, body);

    /// <summary>Something is wrong that only the caller can see.</summary>
    public void Complain(string what) => _ledger.Complain(what);

    /// <summary>Ends every task and every loop, lets the installation settle, and judges.</summary>
    public async Task<LoadReport> End()
    {
        await _probes.End();
        var verdict = await RunChecker.Settle(
            _at.Redis.Port, [.. _ledger.Submitted], [Folder.Starts], [.. _agents.Select(_at.DataOf)], SettleWithin);
        return new LoadReport(
            verdict with { Broken = [.. verdict.Broken, .. _ledger.Complaints, .. _at.Complaints()] },
            _probes.Services,
            await LongestShortTask(),
            _probes.Clients.Sum(client => client.Refused));
    }

    public ValueTask DisposeAsync() => _probes.DisposeAsync();

    private Task SubmitShortTask(StubbornClient client)
    {
        var number = Interlocked.Increment(ref _number);
        var script = new NumberedScript { Starts = Folder.Starts, Lines = 3 };
        var task = script.As(string.Create(CultureInfo.InvariantCulture, $"{Folder.Name}-short-{number}"));
        return Submit(client, task, new { agent = _agents[number % _agents.Length], kind = "shell", script = script.Text });
    }

    private async Task Submit(StubbornClient client, SubmittedTask task, object body)
    {
        _ledger.Submitting(task);
        await client.Submit(task.Id, body, _probes.Aborted);
        _ledger.Acknowledge(task);
    }

    private async Task<TimeSpan> LongestShortTask()
    {
        await using var redis = await RespConnection.Open(_at.Redis.Port);
        var ids = _ledger.Submitted.Select(task => task.Id).Where(id => id.Contains("-short-", StringComparison.Ordinal));
        var tasks = await new StoreReader(redis).Tasks(ids);
        return tasks.Values.Select(task => (task.EndedAt ?? task.SubmittedAt) - task.SubmittedAt).DefaultIfEmpty(TimeSpan.Zero).Max();
    }
}
