using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;

namespace OrleansOps.AgentTests;

/// <summary>Notes what is said of logs.</summary>
internal sealed class NotedProgress : ILogProgress
{
    public List<string> Said { get; } = [];

    public void AllSent(AttemptId attempt) => Said.Add($"{attempt} sent");

    public void AllStored(AttemptId attempt) => Said.Add($"{attempt} stored");

    public void Closed(AttemptId attempt) => Said.Add($"{attempt} closed");
}
