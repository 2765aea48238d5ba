using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

/// <summary>The log of one attempt as a gateway stores it: strictly in order, each byte once, or word of it that it is missing.</summary>
internal sealed class StoredLog(string taskId, int attempt)
{
    private readonly MemoryStream[] _streams = [new(), new()];
    private readonly long[] _ends = new long[2];

    public long NextSeq { get; private set; } = 1;

    /// <summary>When each batch came, and how it was cut.</summary>
    public List<(LogBatch Batch, long Timestamp)> Batches { get; } = [];

    public int Repeats { get; private set; }

    public int Gaps { get; private set; }

    public string Stdout => Encoding.UTF8.GetString(Bytes(LogStream.Stdout));

    public string Stderr => Encoding.UTF8.GetString(Bytes(LogStream.Stderr));

    public byte[] Bytes(LogStream stream) => _streams[(int)stream].ToArray();

    public long Length(LogStream stream) => _streams[(int)stream].Length;

    /// <summary>Where output is missing: from which offset of which stream, how much and why.</summary>
    public IEnumerable<(LogStream Stream, long Offset, LogDrop Drop)> Dropped =>
        Batches.Where(stored => stored.Batch.Dropped is not null).Select(stored => (stored.Batch.Stream, stored.Batch.Offset, stored.Batch.Dropped!));

    public LogMark Mark(string? problem = null) => new(taskId, attempt, NextSeq, _ends[0], _ends[1], problem);

    public LogMark Append(LogBatch batch)
    {
        if (batch.Seq < NextSeq)
        {
            Repeats++;
            return Mark();
        }

        if (batch.Seq != NextSeq || batch.Offset != _ends[(int)batch.Stream])
        {
            Gaps++;
            return Mark($"batch {batch.Seq} at {batch.Offset} does not follow");
        }

        byte[] bytes = batch.Dropped is null ? batch.Raw ?? Encoding.UTF8.GetBytes(batch.Text!) : [];
        Batches.Add((batch, TimeProvider.System.GetTimestamp()));
        _streams[(int)batch.Stream].Write(bytes);
        _ends[(int)batch.Stream] += bytes.Length + (batch.Dropped?.Bytes ?? 0);
        NextSeq += batch.Dropped is null ? LogRecords.Count(bytes) : 1;
        return Mark();
    }

    /// <summary>Forgets everything after a point, as a store does that lost its last second.</summary>
    public void LoseAfter(int batches)
    {
        var kept = Batches.Take(batches).Select(stored => stored.Batch).ToList();
        Batches.Clear();
        NextSeq = 1;
        Array.Clear(_ends);
        foreach (var stream in _streams)
        {
            stream.SetLength(0);
        }

        kept.ForEach(batch => Append(batch));
    }
}
