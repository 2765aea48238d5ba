using System.Text;
using Microsoft.AspNetCore.SignalR;
using OrleansOps.Agents;
using OrleansOps.Protocol;
using LogBatch = OrleansOps.Logs.LogBatch;
using LogDrop = OrleansOps.Logs.LogDrop;
using LogDropReason = OrleansOps.Logs.LogDropReason;
using LogMark = OrleansOps.Logs.LogMark;
using LogStream = OrleansOps.Logs.LogStream;

namespace OrleansOps.Sockets.Messages;

/// <summary>Checks what agents send of a log, and turns it into the words of the grains, and the other way.</summary>
internal static class LogMessages
{
    public static LogQuestion Checked(LogQuestion question)
    {
        Check.Given(question, "question");
        Check.Id(question.TaskId, "taskId");
        Check.Range(question.Attempt, 1, int.MaxValue, "attempt");
        return question;
    }

    /// <summary>The batch as the store will have it. Its records are counted here, where the bytes are looked at anyway.</summary>
    public static LogBatch ToGrain(this Protocol.LogBatch batch, string agentId, IAgentConnection source)
    {
        Check.Given(batch, "batch");
        Check.Id(batch.TaskId, "taskId");
        Check.Range(batch.Attempt, 1, int.MaxValue, "attempt");
        Check.Range(batch.Seq, 1, long.MaxValue / 2, "seq");
        Check.Range(batch.Offset, 0, long.MaxValue / 2, "offset");
        Check.Range(batch.Beside ?? 0, 0, long.MaxValue / 2, "beside");
        Check.Defined(batch.Stream, "stream");
        var bytes = BytesOf(batch);
        if (batch.Dropped is { } drop)
        {
            Check.Range(drop.Bytes, 1, long.MaxValue / 4, "dropped.bytes");
            Check.Defined(drop.Reason, "dropped.reason");
        }
        else
        {
            Check.Range(bytes.Length, 1, Limits.BatchBytes, "bytes in the batch");
        }

        Check.Range(batch.Masked, 0, bytes.Length, "masked");
        CheckTimes(batch.Times ?? [], bytes.Length);
        return new LogBatch
        {
            TaskId = batch.TaskId,
            Attempt = batch.Attempt,
            Seq = batch.Seq,
            Records = batch.Dropped is null ? LogRecords.Count(bytes) : 1,
            Stream = (LogStream)batch.Stream,
            Offset = batch.Offset,
            At = batch.At,
            Bytes = bytes,
            AgentId = agentId,
            Source = source,
            Dropped = batch.Dropped is { } missing ? new LogDrop(missing.Bytes, (LogDropReason)missing.Reason) : null,
            Times = batch.Times is { Count: > 0 } times ? times.ToArray() : null,
            Beside = batch.Beside,
            Masked = batch.Masked,
        };
    }

    public static Protocol.LogMark ToMessage(this LogMark mark) =>
        new(mark.TaskId, mark.Attempt, mark.NextSeq, mark.StdoutOffset, mark.StderrOffset, mark.Problem);

    private static void CheckTimes(IReadOnlyList<int> times, int bytes)
    {
        Check.Range(times.Count, 0, Limits.BatchTimes, "numbers in times");
        for (var i = 0; i + 1 < times.Count; i += 2)
        {
            Check.Range(times[i], i == 0 ? 0 : times[i - 2], bytes - 1, "times");
            Check.Range(times[i + 1], i == 0 ? 0 : times[i - 1], int.MaxValue, "times");
        }
    }

    private static byte[] BytesOf(Protocol.LogBatch batch) => batch switch
    {
        { Text: { } text, Raw: null, Dropped: null } => Encoding.UTF8.GetBytes(text),
        { Text: null, Raw: { } raw, Dropped: null } => raw,
        { Text: null, Raw: null, Dropped: not null } => [],
        _ => throw new HubException("Exactly one of 'text', 'raw' and 'dropped' must be there."),
    };
}
