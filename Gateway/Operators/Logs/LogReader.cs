using System.Text;
using OrleansOps.Logs;

namespace OrleansOps.Operators.Logs;

/// <summary>Reads pages of a task's stored log.</summary>
internal sealed class LogReader(IGrainFactory grains)
{
    /// <summary>Bytes of one call to the log's grain.</summary>
    public const int PageBytes = 1024 * 1024;

    /// <summary>Bytes of a log that one call looks at, however little it finds there.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    /// <summary>Bytes of records in one answer, whatever number was asked for.</summary>
    private const int AnswerBytes = 4 * 1024 * 1024;

    public Task<LogPage> Page(string taskId, long fromSeq, int maxBytes, TimeSpan patience) =>
        grains.GetGrain<ILogSinkGrain>(taskId).Read(fromSeq, maxBytes, patience);

    public async Task<(List<Api.LogRecord> Records, long NextSeq, bool IsEnd, LogMark? Mark)> Read(
        string taskId, long fromSeq, int limit, LogStream? stream, Encoding encoding, CancellationToken cancel)
    {
        var (records, next, size, looked) = (new List<Api.LogRecord>(), fromSeq, 0L, 0L);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await Page(taskId, next, PageBytes, TimeSpan.Zero);
            foreach (var batch in page.Batches)
            {
                looked += batch.Bytes.Length;
                if (stream is { } only && batch.Stream != only)
                {
                    next = Math.Max(next, batch.Seq + batch.Records);
                    continue;
                }

                foreach (var record in LogText.Records(batch, next, encoding))
                {
                    if (records.Count == limit || size > AnswerBytes)
                    {
                        return (records, next, false, page.Mark);
                    }

                    next = record.Seq + 1;
                    records.Add(record);
                    size += record.Text.Length;
                }
            }

            var isEnd = page.Batches.Count == 0 || next >= page.NextSeq;
            if (isEnd || looked >= MostBytes)
            {
                return (records, next, isEnd, page.Mark);
            }
        }
    }
}
