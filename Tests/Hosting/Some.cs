using OrleansOps.Agents;
using OrleansOps.Tasks;

namespace OrleansOps.Tests.Hosting;

/// <summary>Values where any would do.</summary>
internal static class Some
{
    public const string AgentId = "agent-1";
    public const string AgentName = "web-1";

    public static readonly DateTimeOffset Time = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly HostFacts Facts = new("web-1", "Debian GNU/Linux 12", "6.1", "x64", 2, 1 << 30, Time, ["10.0.0.1"]);

    public static readonly HostLoad Load = new(1.5, 1 << 20, [0.1, 0.2, 0.3], 100, [], 0, 0, 0);

    public static TaskSpec Spec(string agentId = AgentId) => new()
    {
        AgentId = agentId,
        AgentName = AgentName,
        Kind = TaskKind.Argv,
        Argv = ["/bin/true"],
        Timeout = TimeSpan.FromMinutes(10),
        QueueTimeout = TimeSpan.FromHours(1),
        SubmittedBy = "operator",
        Digest = "d1",
    };

    public static TaskResult Result(int attempt = 1, int exitCode = 0) => new()
    {
        MessageId = $"m{attempt}",
        Attempt = attempt,
        Outcome = TaskOutcome.Exited,
        ExitCode = exitCode,
        StartedAt = Time,
        EndedAt = Time.AddSeconds(1),
    };
}
