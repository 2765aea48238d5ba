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

    /// <summary>The last so many records.</summary>
    public static async Task<LogPage> ReadTail(this ControlPlane server, string taskId, int records, CancellationToken cancel) =>
        (await server.Get($"{TaskCalls.Path(taskId)}/log{new Query().Add("tail", Number(records))}", CliJson.Default.LogPage, cancel)).Value;

    /// <summary>The record to begin with: the first of the last so many, of one stream if it is named, or the first that was written since a time.</summary>
    public static async Task<long> FindStart(this ControlPlane server, string taskId, long? tail, DateTimeOffset? since, string? stream, CancellationToken cancel)
    {
        var query = new Query()
            .Add("tail", tail is { } last ? Number(last) : null)
            .Add("since", since?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))
            .Add("stream", stream).Add("limit", "1");
        var page = (await server.Get($"{TaskCalls.Path(taskId)}/log{query}", CliJson.Default.LogPage, cancel)).Value;
        return page.Records is [var first, ..] ? first.Seq : page.NextSeq;
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
