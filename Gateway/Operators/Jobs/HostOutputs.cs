using System.Security.Cryptography;
using System.Text;
using OrleansOps.Logs;
using OrleansOps.Operators.Logs;
using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Jobs;

/// <summary>Reads what the hosts of a job printed, as far as it is compared: of the newest attempt, and not without bounds.</summary>
internal sealed class HostOutputs(IGrainFactory grains, LogReader logs, LogStart start)
{
    /// <summary>Of each stream.</summary>
    public const int MostBytes = 262_144;

    private const int LinesLookedAt = 20;
    private const int LineLength = 200;
    private const int TextLength = 2_000;

    /// <summary>Null: the task was forgotten, and its log with it.</summary>
    public async Task<HostOutput?> Read(string taskId, JobGroupBy by, CancellationToken cancel)
    {
        if (await grains.GetGrain<ITaskGrain>(taskId).Describe() is not { } task)
        {
            return null;
        }

        var (output, mark) = by == JobGroupBy.Output ? await Whole(taskId, cancel) : await LastLine(taskId, cancel);
        return output with { IsWhole = task.HasWholeLog(mark) };
    }

    private async Task<(HostOutput Output, LogMark? Mark)> LastLine(string taskId, CancellationToken cancel)
    {
        var from = await start.OfLast(taskId, LinesLookedAt, stream: null, cancel);
        var (records, _, _, mark) = await logs.Read(taskId, from, LinesLookedAt, stream: null, Encoding.UTF8, cancel);
        var line = records.Select(record => Shown(record.Text)).LastOrDefault(text => text.Length > 0);
        return (new HostOutput(line?.Length > LineLength ? line[..LineLength] : line), mark);
    }

    /// <summary>A line as it stood when it was finished: what a carriage return was followed by.</summary>
    private static string Shown(string text)
    {
        var line = AnsiText.Plain(text).TrimEnd();
        return line[(line.LastIndexOf('\r') + 1)..].Trim();
    }

    private async Task<(HostOutput Output, LogMark? Mark)> Whole(string taskId, CancellationToken cancel)
    {
        var streams = new Dictionary<LogStream, MemoryStream> { [LogStream.Stdout] = new(), [LogStream.Stderr] = new() };
        var (isCut, attempt, next) = (false, 0, 1L);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await logs.Page(taskId, next, LogReader.PageBytes, TimeSpan.Zero);
            foreach (var batch in page.Batches)
            {
                if (batch.Attempt > attempt)
                {
                    attempt = batch.Attempt;
                    (isCut, streams[LogStream.Stdout], streams[LogStream.Stderr]) = (false, new(), new());
                }

                var room = MostBytes - (int)streams[batch.Stream].Length;
                isCut |= batch.Bytes.Length > room || batch.Dropped is not null;
                streams[batch.Stream].Write(batch.Bytes.AsSpan(0, Math.Min(room, batch.Bytes.Length)));
                next = Math.Max(next, batch.Seq + batch.Records);
            }

            var isFull = page.Mark?.Attempt == attempt && streams.Values.All(stream => stream.Length == MostBytes);
            if (page.Batches.Count == 0 || next >= page.NextSeq || isFull)
            {
                return (Of(streams[LogStream.Stdout].ToArray(), streams[LogStream.Stderr].ToArray(), isCut), page.Mark);
            }
        }
    }

    /// <summary>The fingerprint is of both lengths and both streams, so that what was printed to one is not taken for the other's.</summary>
    private static HostOutput Of(byte[] stdout, byte[] stderr, bool isCut)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var stream in (byte[][])[stdout, stderr])
        {
            hash.AppendData(BitConverter.GetBytes((long)stream.Length));
            hash.AppendData(stream);
        }

        var text = AnsiText.Plain(Encoding.UTF8.GetString(stdout) + Encoding.UTF8.GetString(stderr));
        return new HostOutput(null, Convert.ToHexStringLower(hash.GetHashAndReset()), stdout.Length + stderr.Length, text.Length > TextLength ? text[..TextLength] : text, isCut);
    }
}
