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
        if (batch.Dropped is not null && batch.Seq >= fromSeq)
        {
            yield return Record(batch, batch.Seq, [], encoding);
        }

        var (seq, rest, clock) = (batch.Seq, batch.Bytes.AsMemory(), new BatchClock(batch));
        for (; !rest.IsEmpty; seq++)
        {
            var length = LogRecords.FirstLength(rest.Span);
            if (seq >= fromSeq)
            {
                yield return Record(batch, seq, rest.Span[..length], encoding) with { At = clock.TimeOf(batch.Bytes.Length - rest.Length) };
            }

            rest = rest[length..];
        }
    }

    private static Api.LogRecord Record(StoredBatch batch, long seq, ReadOnlySpan<byte> bytes, Encoding encoding) => new()
    {
        Seq = seq,
        Stream = batch.Stream,
        At = batch.At,
        Attempt = batch.Attempt,
        Text = encoding.GetString(bytes),
        Dropped = batch.Dropped is { } drop ? new Api.LogDrop(drop.Bytes, drop.Reason) : null,
        Base64 = Utf8.IsValid(bytes) ? null : bytes.ToArray(),
    };
}
