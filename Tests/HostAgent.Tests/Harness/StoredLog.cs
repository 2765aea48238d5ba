using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

/// <summary>The log of one attempt as a gateway stores it: strictly in order, each byte once.</summary>
internal sealed class StoredLog(string taskId, int attempt)
{
    private readonly MemoryStream[] _streams = [new(), new()];

    public long NextSeq { get; private set; } = 1;

    /// <summary>When each batch came, and how it was cut.</summary>
    public List<(LogBatch Batch, long Timestamp)> Batches { get; } = [];

    public int Repeats { get; private set; }

    public int Gaps { get; private set; }

    public string Stdout => Encoding.UTF8.GetString(Bytes(LogStream.Stdout));

    public string Stderr => Encoding.UTF8.GetString(Bytes(LogStream.Stderr));

    public byte[] Bytes(LogStream stream) => _streams[(int)stream].ToArray();

    public long Length(LogStream stream) => _streams[(int)stream].Length;

    public LogMark Mark(string? problem = null) => new(taskId, attempt, NextSeq, _streams[0].Length, _streams[1].Length, problem);

    public LogMark Append(LogBatch batch)
    {
        if (batch.Seq < NextSeq)
        {
            Repeats++;
            return Mark();
        }

        if (batch.Seq != NextSeq || batch.Offset != _streams[(int)batch.Stream].Length)
        {
            Gaps++;
            return Mark($"batch {batch.Seq} at {batch.Offset} does not follow");
        }

        var bytes = batch.Raw ?? Encoding.UTF8.GetBytes(batch.Text!);
        Batches.Add((batch, TimeProvider.System.GetTimestamp()));
        _streams[(int)batch.Stream].Write(bytes);
        NextSeq += LogRecords.Count(bytes);
        return Mark();
    }

    /// <summary>Forgets everything after a point, as a store does that lost its last second.</summary>
    public void LoseAfter(int batches)
    {
        var kept = Batches.Take(batches).Select(stored => stored.Batch).ToList();
        Batches.Clear();
        NextSeq = 1;
        foreach (var stream in _streams)
        {
            stream.SetLength(0);
        }

        kept.ForEach(batch => Append(batch));
    }
}
