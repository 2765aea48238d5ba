using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.HostAgent.Agents;

/// <summary>How the agent of a data directory is doing.</summary>
/// <param name="Version">Version of the program that asks.</param>
/// <param name="Data">The directory.</param>
/// <param name="AgentId">Null: it is not enrolled.</param>
/// <param name="Servers">The gateways that it enrolled with, separated by commas.</param>
/// <param name="Process">Its process; null: it does not run, or this process cannot see it.</param>
/// <param name="Started">When that was started.</param>
/// <param name="ResidentBytes">Memory that it has.</param>
/// <param name="Session">How it stands with its gateways; null where it does not run.</param>
/// <param name="Tasks">How many tasks it keeps that run, wait, or whose results are not stored yet.</param>
internal sealed record AgentStatus(
    string Version, string Data, string? AgentId, string? Servers, int? Process, DateTimeOffset? Started, long? ResidentBytes, SessionNote? Session, int Tasks)
{
    /// <exception cref="AgentStartException">Its identity cannot be read, or is damaged.</exception>
    public static AgentStatus Of(string data, string version)
    {
        var identity = DataDirectory.IdentityIn(data);
        var process = RunningAgent.Of(data);
        var (started, resident) = process is { } id ? FiguresOf(id) : (null, null);
        var note = SessionNotes.Read(data);
        return new AgentStatus(version, data, identity?.AgentId, identity?.Server, process, started, resident, process is not null && note?.Process == process ? note : null, TasksIn(data));
    }

    private static (DateTimeOffset? Started, long? Resident) FiguresOf(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return (new DateTimeOffset(process.StartTime).ToUniversalTime(), process.WorkingSet64);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    private static int TasksIn(string data)
    {
        try
        {
            return TaskFiles.CountIn(Path.Join(data, "tasks"));
        }
        catch (UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
