using System.Text;
using System.Text.Unicode;
using OrleansOps.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.Operators.Logs;

/// <summary>Cuts stored batches into records and turns their bytes into text.</summary>
internal static class LogText
{
    static LogText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of this name; null if it is not one of those that can be asked for.</summary>
    public static Encoding? EncodingNamed(string? name) => name switch
    {
        null or "utf-8" => Encoding.UTF8,
        "gb18030" => Encoding.GetEncoding("gb18030"),
        _ => null,
    };

    /// <summary>The records of a batch from a number on. What is missing is a record without text.</summary>
    public static IEnumerable<Api.LogRecord> Records(StoredBatch batch, long fromSeq, Encoding encoding)
    {
        var clock = new BatchClock(batch);
        foreach (var (seq, offset, bytes) in Cut(batch, fromSeq))
        {
            yield return Record(batch, seq, clock.TimeOf(offset), bytes.Span, encoding);
        }
    }

    /// <summary>The same as bytes, each with its number and where it begins in the batch.</summary>
    public static IEnumerable<(long Seq, int Offset, ReadOnlyMemory<byte> Bytes)> Cut(StoredBatch batch, long fromSeq)
    {
        if (batch.Dropped is not null && batch.Seq >= fromSeq)
        {
            yield return (batch.Seq, 0, ReadOnlyMemory<byte>.Empty);
        }

        for (var (seq, offset) = (batch.Seq, 0); offset < batch.Bytes.Length; seq++)
        {
            var length = LogRecords.FirstLength(batch.Bytes.AsSpan(offset));
            if (seq >= fromSeq)
            {
                yield return (seq, offset, batch.Bytes.AsMemory(offset, length));
            }

            offset += length;
        }
    }

    private static Api.LogRecord Record(StoredBatch batch, long seq, DateTimeOffset at, ReadOnlySpan<byte> bytes, Encoding encoding) => new()
    {
        Seq = seq,
        Stream = batch.Stream,
        At = at,
        Attempt = batch.Attempt,
        Text = encoding.GetString(bytes),
        Dropped = batch.Dropped is { } drop ? new Api.LogDrop(drop.Bytes, drop.Reason) : null,
        Base64 = Utf8.IsValid(bytes) ? null : bytes.ToArray(),
    };
}
