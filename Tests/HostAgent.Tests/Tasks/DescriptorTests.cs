using OrleansOps.HostAgent.Linux;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>What an agent and its fork server hold open after many tasks.</summary>
[Collection(nameof(Alone))]
public sealed class DescriptorTests : IDisposable
{
    /// <summary>The runtime opens one now and then: for a thread, for a timer.</summary>
    private const int Slack = 5;

    private readonly TestHost _host = new();

    [Fact]
    public async Task AfterAThousandTasks_NoDescriptorAndNoZombieIsLeft()
    {
        await RunMany("first", 20);
        var server = _host.Host.Supervisors.Pid ?? throw new InvalidOperationException("No server runs.");
        var (ours, its) = (Descriptors(Environment.ProcessId), Descriptors(server));

        await RunMany("t", 1_000);

        Assert.Equal(its.Count, Descriptors(server).Count);
        var more = Descriptors(Environment.ProcessId);
        Assert.True(more.Count <= ours.Count + Slack, $"There were {ours.Count}, now {more.Count}: {string.Join(' ', more.Except(ours))}");
        await new Changes().Until(
            () => !ProcessStat.All().Exists(process => process.Parent == server), "no child of the server", () => "it is still there");
    }

    public void Dispose() => _host.Dispose();

    private Task RunMany(string name, int tasks) =>
        Parallel.ForEachAsync(Enumerable.Range(0, tasks), new ParallelOptions { MaxDegreeOfParallelism = 5 }, async (i, _) =>
            Assert.Equal(0, (await _host.Run(Some.Command($"{name}{i}", "/bin/true"))).ExitCode));

    /// <summary>Each with what it is open on.</summary>
    private static List<string> Descriptors(int process) =>
        [.. new DirectoryInfo($"/proc/{process}/fd").GetFiles().Select(file => $"{file.Name}={file.LinkTarget}")];
}
