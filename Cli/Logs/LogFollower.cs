using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// Follows one task live. When the connection breaks it connects again and goes on after the last record it has given out,
/// so that nothing is missing and nothing comes twice.
/// </summary>
internal sealed class LogFollower(ControlPlane server, string taskId, IFollowOutput output, Pause pause, Notes notes, RetryPolicy retries)
{
    private long _next;
    private bool _seenRecord;
    private bool _reported;

    /// <summary>Shows the task until it ends, and returns how it ended.</summary>
    /// <param name="from">First record wanted.</param>
    /// <param name="cancel">Stops following. The task does not notice.</param>
    public async Task<TaskView> Follow(long from, CancellationToken cancel)
    {
        _next = from;
        while (true)
        {
            try
            {
                using var response = await server.FollowLog(taskId, from, _seenRecord ? _next - 1 : null, cancel);
                if (await Read(response, cancel) is { } ended)
                {
                    return ended;
                }

                await WaitToReconnect("the server closed it", asked: null, cause: null, cancel);
            }
            catch (CliException failure) when (failure.Retry >= Retry.AfterContact)
            {
                await WaitToReconnect(failure.Reason ?? failure.Title, failure.RetryAfter, failure, cancel);
            }
        }
    }

    private async Task<TaskView?> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var body = new LiveBody(await response.Content.ReadAsStreamAsync(cancel), server.Broken);
        var events = SseParser.Create(body, static (_, data) => data.ToArray());
        await foreach (var happened in events.EnumerateAsync(cancel))
        {
            body.EventEnded();
            if (await Show(happened, cancel) is { } ended)
            {
                return ended;
            }
        }

        return null;
    }

    private async Task<TaskView?> Show(SseItem<byte[]> happened, CancellationToken cancel)
    {
        using var unpaused = await pause.Enter(cancel);
        retries.Reset();
        SayConnectedAgain();
        switch (happened.EventType)
        {
            case "log":
                ShowNew(Parse(happened, CliJson.Default.LogBatch).Records);
                return null;
            case "phase":
                output.Phase(Task(happened));
                return null;
            case "end":
                var end = Task(happened);
                output.End(end);
                return end.Value;
            default:
                return null;   // a newer server may tell more
        }
    }

    private void ShowNew(IReadOnlyList<LogRecord> records)
    {
        var fresh = new List<LogRecord>(records.Count);
        foreach (var record in records.Where(record => record.Seq >= _next))
        {
            if (record.Seq > _next)
            {
                notes.Warn($"Records {_next} to {record.Seq - 1} of the log are not stored any more; it goes on with {record.Seq}.");
            }

            fresh.Add(record);
            _next = record.Seq + 1;
        }

        if (fresh.Count > 0)
        {
            _seenRecord = true;
            output.Log(fresh);
        }
    }

    private async Task WaitToReconnect(string why, TimeSpan? asked, CliException? cause, CancellationToken cancel)
    {
        if (!_reported)
        {
            using var unpaused = await pause.Enter(cancel);
            notes.Warn($"Connection lost: {why.TrimEnd('.')}. The task goes on; connecting again ...");
            _reported = true;
        }

        if (!await retries.Wait(asked, cancel))
        {
            throw new CliException(
                ExitCodes.Unreachable,
                $"Gave up after {Durations.Show(retries.Limit)} without a connection to {ServerAddress.Show(server.Address)}. The task was not cancelled.",
                cause?.Title,
                FollowAgain(),
                cause);
        }
    }

    /// <summary>How to go on from here later.</summary>
    public string FollowAgain() => _seenRecord
        ? string.Create(CultureInfo.InvariantCulture, $"Follow it again with: opsctl logs {taskId} -f --from {_next}")
        : $"Follow it again with: opsctl logs {taskId} -f";

    private void SayConnectedAgain()
    {
        if (_reported)
        {
            notes.Warn($"Connected again; the log goes on with record {_next}.");
            _reported = false;
        }
    }

    private static Reply<TaskView> Task(SseItem<byte[]> happened) => new(Parse(happened, CliJson.Default.TaskView), happened.Data, Status: 200);

    private static T Parse<T>(SseItem<byte[]> happened, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(happened.Data.AsSpan(), type) ?? throw new JsonException("null");
        }
        catch (JsonException strange)
        {
            throw new CliException(
                ExitCodes.Refused,
                $"The server sent a \"{Printable.Of(happened.EventType)}\" event that opsctl cannot read.",
                strange.Path,
                "Check that opsctl and the gateway are of the same version.",
                strange);
        }
    }
}
