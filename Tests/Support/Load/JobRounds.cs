using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Support;

/// <summary>Jobs over all agents, one after the other, through one gateway: two hosts first, then the rest; each host must run its task once, and the job succeed.</summary>
internal sealed class JobRounds(StubbornClient client, LoadFolder folder, RunLedger ledger, string gateway, IReadOnlyList<string> agents)
{
    private const int First = 2;

    private static readonly TimeSpan OverWithin = TimeSpan.FromMinutes(2);

    private int _number;

    /// <summary>Submits a job and waits for its end.</summary>
    public async Task Next(CancellationToken abort)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{folder.Name}-{gateway}-{++_number}");
        var script = new NumberedScript { Starts = folder.Starts, Lines = 2 };
        var tasks = Enumerable.Range(1, agents.Count).Select(host => script.As(string.Create(CultureInfo.InvariantCulture, $"{id}--{host}"))).ToList();
        tasks.ForEach(ledger.Submitting);
        await client.Put($"/api/v1/jobs/{id}", new { hosts = agents, batches = $"{First},{agents.Count}", task = new { kind = "shell", script = script.Text } }, abort);
        if (await Over(id, abort) is { } job)
        {
            Judge(job);
            tasks.ForEach(ledger.Acknowledge);
        }
    }

    private async Task<JsonNode?> Over(string id, CancellationToken abort)
    {
        var since = TimeProvider.System.GetTimestamp();
        JsonNode job;
        do
        {
            job = await client.Get($"/api/v1/jobs/{id}?waitSeconds=5", abort);
            if (TimeProvider.System.GetElapsedTime(since) > OverWithin)
            {
                ledger.Complain($"job {id} was not over after {OverWithin.TotalSeconds:0} s: {job.ToJsonString()}");
                return null;
            }
        }
        while (job["terminal"]?.GetValue<bool>() != true);
        return job;
    }

    private void Judge(JsonNode job)
    {
        if (job["phase"]!.GetValue<string>() != "succeeded" || job["counts"]!["succeeded"]!.GetValue<int>() != agents.Count)
        {
            ledger.Complain($"a job did not succeed: {job.ToJsonString()}");
        }
    }
}
