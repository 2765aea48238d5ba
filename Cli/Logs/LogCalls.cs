using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about logs.</summary>
internal static class LogCalls
{
    /// <summary>The most records that the server gives at once.</summary>
    private const int LargestPage = 5_000;

    public static Task<Reply<LogPage>> ReadLog(this ControlPlane server, string taskId, long from, string? stream, CancellationToken cancel)
    {
        var query = new Query().Add("from", Number(from)).Add("limit", Number(LargestPage)).Add("stream", stream);
        return server.Get($"{TaskCalls.Path(taskId)}/log{query}", CliJson.Default.LogPage, cancel);
    }

    /// <param name="server">The gateway.</param>
    /// <param name="taskId">Whose log.</param>
    /// <param name="from">First record wanted, if none was seen yet.</param>
    /// <param name="lastSeen">Last record seen, if any: the log goes on after it.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<HttpResponseMessage> FollowLog(
        this ControlPlane server, string taskId, long from, long? lastSeen, CancellationToken cancel)
    {
        var query = new Query().Add("from", lastSeen is null ? Number(from) : null);
        return server.Open($"{TaskCalls.Path(taskId)}/log/follow{query}", lastSeen is { } seen ? Number(seen) : null, cancel);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
