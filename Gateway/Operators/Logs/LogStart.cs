using System.Text;
using OrleansOps.Logs;

namespace OrleansOps.Operators.Logs;

/// <summary>Finds where to begin to read a log, without reading what lies before.</summary>
internal sealed class LogStart(LogReader reader)
{
    private const long FirstSpan = 1_000;

    /// <summary>The record that the last so many of a stream begin with; of both streams if it is null. The end of the log if there are none.</summary>
    public async Task<long> OfLast(string taskId, int count, LogStream? stream, CancellationToken cancel)
    {
        var end = await End(taskId);
        if (stream is null || count == 0)
        {
            return Math.Max(1, end - count);
        }

        var (start, before, missing, looked) = (end, end, (long)count, 0L);
        for (var span = Math.Max(FirstSpan, 2L * count); missing > 0 && before > 1 && looked < LogReader.MostBytes; span *= 2)
        {
            var from = Math.Max(1, before - span);
            var found = new List<long>();
            looked += await Find(taskId, from, before, stream.Value, found, cancel);
            if (found.Count > 0)
            {
                start = found[(int)Math.Max(0, found.Count - missing)];
            }

            (before, missing) = (from, missing - found.Count);
        }

        return start;
    }

    /// <summary>The first record that was written at a time or later; the end of the log if none was.</summary>
    public async Task<long> Since(string taskId, DateTimeOffset time, CancellationToken cancel)
    {
        var end = await End(taskId);
        var (low, high) = (1L, end);
        while (low < high)
        {
            cancel.ThrowIfCancellationRequested();
            var batch = (await reader.Page(taskId, low + ((high - low) / 2), 1, TimeSpan.Zero)).Batches[0];
            if (new BatchClock(batch).TimeOf(batch.Bytes.Length) < time)
            {
                low = batch.Seq + batch.Records;
            }
            else
            {
                high = Math.Max(low, batch.Seq);
            }
        }

        return low >= end ? end : await FirstSince(taskId, low, time);
    }

    private async Task<long> FirstSince(string taskId, long from, DateTimeOffset time)
    {
        var batch = (await reader.Page(taskId, from, 1, TimeSpan.Zero)).Batches[0];
        return LogText.Records(batch, from, Encoding.UTF8).FirstOrDefault(record => record.At >= time)?.Seq ?? from;
    }

    private async Task<long> End(string taskId) => (await reader.Page(taskId, long.MaxValue, 1, TimeSpan.Zero)).NextSeq;

    /// <summary>Adds the records of a stream between two. Returns how many bytes were looked at.</summary>
    private async Task<long> Find(string taskId, long from, long before, LogStream stream, List<long> found, CancellationToken cancel)
    {
        var looked = 0L;
        for (var next = from; next < before && looked < LogReader.MostBytes;)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await reader.Page(taskId, next, LogReader.PageBytes, TimeSpan.Zero);
            foreach (var batch in page.Batches)
            {
                looked += batch.Bytes.Length;
                for (var seq = Math.Max(next, batch.Seq); batch.Stream == stream && seq < Math.Min(before, batch.Seq + batch.Records); seq++)
                {
                    found.Add(seq);
                }

                next = Math.Max(next, batch.Seq + batch.Records);
            }

            if (page.Batches.Count == 0)
            {
                break;
            }
        }

        return looked;
    }
}
