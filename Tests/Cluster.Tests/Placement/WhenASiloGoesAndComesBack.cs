using System.Text;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Logs;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;
using OrleansOps.Tests.World;

namespace OrleansOps.Placement;

public sealed class WhenASiloGoesAndComesBack
{
    private const int Hosts = 40;

    /// <summary>Two looks at the list of silos, and the moves.</summary>
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task HostsMoveWithTheirSessionsTasksAndLogsAndNobodyNotices()
    {
        await using var cluster = await ClusterUnderTest.Start(silos: 2);
        var agents = await Task.WhenAll(Enumerable.Range(0, Hosts).Select(host => cluster.Connect($"host-{host}", slots: 1)));
        foreach (var agent in agents)
        {
            await cluster.Submit($"runs-{agent.Id}", agent.Id);
            await cluster.Submit($"waits-{agent.Id}", agent.Id);
            await agent.Accept();
        }

        using var over = new CancellationTokenSource();
        var printing = agents.Select(agent => Print(cluster, agent, $"runs-{agent.Id}", over.Token)).ToArray();
        var following = agents.Select(agent => Follow(cluster, $"runs-{agent.Id}", over.Token)).ToArray();
        var beating = agents.Select(agent => Beat(agent, over.Token)).ToArray();
        var before = await cluster.Places<IAgentGrain>();

        await cluster.Silos[1].End();

        var alone = await cluster.Places<IAgentGrain>();
        Assert.All(alone.Values, place => Assert.Equal(cluster.Silos[0].Address, place));

        await cluster.Silos[1].Start();

        // At its address it is the silo that it was: what belonged to it belongs to it again, and to nobody else.
        var expected = before.Where(place => !place.Value.Equals(cluster.Silos[0].Address)).Select(place => place.Key).Order().ToArray();
        await Eventually.Get(
            async () => (await cluster.Places<IAgentGrain>()).Where(place => place.Value.Equals(cluster.Silos[1].Address)).Select(place => place.Key).Order().ToArray(),
            there => there.SequenceEqual(expected),
            $"the {expected.Length} hosts of the silo that came back are there again",
            BackWithin);
        await Eventually.Get(() => Astray(cluster), astray => astray.Count == 0, "tasks and logs are beside their hosts");

        foreach (var agent in agents)
        {
            Assert.Equal(ReportStatus.Stored, await agent.Exit($"runs-{agent.Id}"));
            Assert.Equal($"waits-{agent.Id}", (await agent.NextOrder()).TaskId);   // sent by the grain that took the queue along
        }

        await over.CancelAsync();
        var printed = await Task.WhenAll(printing);
        var read = await Task.WhenAll(following);
        var beats = await Task.WhenAll(beating);
        Assert.All(beats, missed => Assert.Equal(0, missed));
        Assert.Equal(printed.Select(last => last > 0), printed.Select(_ => true));
        for (var host = 0; host < Hosts; host++)
        {
            Assert.Equal(Enumerable.Range(1, read[host].Count), read[host]);   // no gap, nothing twice, in order
            var all = await cluster.Log($"runs-{agents[host].Id}").Read(1, 4 * 1024 * 1024, TimeSpan.Zero);
            Assert.Equal(printed[host] + 1, all.NextSeq);
        }
    }

    /// <summary>Prints a line at a time, the next one when the one before is stored, as an agent with a window of one line would. Returns the last.</summary>
    private static async Task<long> Print(ClusterUnderTest cluster, AgentUnderTest agent, string taskId, CancellationToken over)
    {
        long line = 0;
        long offset = 0;
        while (!over.IsCancellationRequested)
        {
            line++;
            var batch = agent.Batch(taskId, line, $"{line}\n", offset);
            offset += batch.Bytes.Length;
            while (!await Takes(cluster, batch))
            {
                await Task.Delay(RepeatAfter, TimeProvider.System, CancellationToken.None);
            }
        }

        return line;
    }

    /// <summary>As the gateway gives it: what was lost on its way with a silo is given again.</summary>
    private static async Task<bool> Takes(ClusterUnderTest cluster, LogBatch batch)
    {
        try
        {
            return await cluster.Publish(batch);
        }
        catch (Exception lost) when (lost.MeansLost())
        {
            return false;
        }
    }

    private static async Task<List<int>> Follow(ClusterUnderTest cluster, string taskId, CancellationToken over)
    {
        var lines = new List<int>();
        for (long from = 1; !over.IsCancellationRequested;)
        {
            var page = await cluster.Log(taskId).Read(from, 1 << 16, TimeSpan.FromSeconds(5));
            foreach (var batch in page.Batches.Where(batch => batch.Seq >= from))
            {
                lines.AddRange(Encoding.UTF8.GetString(batch.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse));
                from = batch.Seq + batch.Records;
            }
        }

        return lines;
    }

    /// <summary>Heartbeats with the first session's number. Returns how many found another session, or none.</summary>
    private static async Task<int> Beat(AgentUnderTest agent, CancellationToken over)
    {
        var missed = 0;
        while (!over.IsCancellationRequested)
        {
            missed += await agent.Grain.Heartbeat(agent.Epoch, Some.Load) is null ? 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }

        return missed;
    }

    /// <summary>Tasks and logs that are not where their host is.</summary>
    private static async Task<IReadOnlyList<string>> Astray(ClusterUnderTest cluster)
    {
        var hosts = await cluster.Places<IAgentGrain>();
        var places = (await cluster.Places<ITaskGrain>()).Concat(await cluster.Places<ILogSinkGrain>());
        return [.. places.Where(place => !place.Value.Equals(hosts[place.Key[(place.Key.IndexOf('-', StringComparison.Ordinal) + 1)..]])).Select(place => place.Key)];
    }
}
