using System.Text;
using OrleansOps.Logs;

namespace OrleansOps.Operators.Logs;

/// <summary>
/// Looks for a text in a task's log. One call looks at a bounded part and says how far it came, so that a log of any length is searched
/// without holding up anything, and an answer is never long in coming.
/// </summary>
internal sealed class LogSearch(LogReader reader)
{
    private const int ShownLength = 500;

    public async Task<Api.LogSearchPage> Find(string taskId, LogSearchQuery query, CancellationToken cancel)
    {
        var (next, looked) = (query.From, 0L);
        var matches = new List<Api.LogMatch>();
        while (looked < LogReader.MostBytes)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await reader.Page(taskId, next, LogReader.PageBytes, TimeSpan.Zero);
            foreach (var batch in page.Batches)
            {
                looked += batch.Bytes.Length;
                if (MayMatch(batch, query) && FindIn(batch, next, query, matches) is { } last)
                {
                    return new Api.LogSearchPage(matches, last + 1, last);
                }

                next = Math.Max(next, batch.Seq + batch.Records);
            }

            if (page.Batches.Count == 0 || next >= page.NextSeq)
            {
                return new Api.LogSearchPage(matches, null, next - 1);
            }
        }

        return new Api.LogSearchPage(matches, next, next - 1);
    }

    /// <summary>Adds the matches of a batch. Gives the record that it stopped at when there are as many as were wanted.</summary>
    private static long? FindIn(StoredBatch batch, long fromSeq, LogSearchQuery query, List<Api.LogMatch> matches)
    {
        var clock = new BatchClock(batch);
        var (before, wasIn) = (ReadOnlyMemory<byte>.Empty, query.IsIn(""));
        foreach (var (seq, offset, bytes) in LogText.Cut(batch, fromSeq))
        {
            if (!bytes.Span.SequenceEqual(before.Span))   // many equal lines are what costs most to print nothing new
            {
                (before, wasIn) = (bytes, query.IsIn(Shown(bytes)));
            }

            if (!wasIn)
            {
                continue;
            }

            var text = Shown(bytes);
            matches.Add(new Api.LogMatch(seq, batch.Stream, clock.TimeOf(offset), text.Length <= ShownLength ? text : text[..ShownLength]));
            if (matches.Count == query.Limit)
            {
                return seq;
            }
        }

        return null;
    }

    private static string Shown(ReadOnlyMemory<byte> bytes) => AnsiText.Plain(Encoding.UTF8.GetString(bytes.Span)).TrimEnd('\r', '\n');

    /// <summary>A quick look at the whole batch: most have nothing, and are not cut into records.</summary>
    private static bool MayMatch(StoredBatch batch, LogSearchQuery query)
    {
        if (query.Stream is { } stream && batch.Stream != stream)
        {
            return false;
        }

        if (query.NeedsRecords(batch.Bytes))
        {
            return true;
        }

        return query.Comparison == StringComparison.Ordinal
            ? batch.Bytes.AsSpan().IndexOf(query.Utf8) >= 0
            : Encoding.UTF8.GetString(batch.Bytes).Contains(query.Text, query.Comparison);
    }
}
