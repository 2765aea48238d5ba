using System.Buffers.Binary;
using System.Text.Json;

namespace OrleansOps.Tests.Support;

/// <summary>What an agent's journal says: its own account of what it did, in files that a kill leaves behind.</summary>
public sealed class JournalEvidence
{
    private const int HeaderBytes = 8;   // length and checksum, then the entry as JSON

    private readonly Dictionary<(string Task, int Attempt), string?> _held = [];
    private readonly HashSet<(string Task, int Attempt)> _acknowledged = [];

    /// <summary>Attempts whose end the agent wrote down and has no acknowledgement of, by the message id of the report.</summary>
    public IEnumerable<(string Task, int Attempt, string MessageId)> Unacknowledged =>
        _held.Where(held => held.Value is not null && !_acknowledged.Contains(held.Key)).Select(held => (held.Key.Task, held.Key.Attempt, held.Value!));

    /// <summary>Attempts whose report was acknowledged by the server, as far as the journal still remembers.</summary>
    public IReadOnlyCollection<(string Task, int Attempt)> Acknowledged => _acknowledged;

    /// <summary>Attempts that were accepted and never ended.</summary>
    public IEnumerable<(string Task, int Attempt)> Unended => _held.Where(held => held.Value is null).Select(held => held.Key);

    /// <summary>Reads the journal of an agent's data directory; without one, the agent never took a task.</summary>
    public static async Task<JournalEvidence> Read(string dataDirectory)
    {
        var evidence = new JournalEvidence();
        var path = Path.Combine(dataDirectory, "journal");
        if (File.Exists(path))
        {
            evidence.Take(await File.ReadAllBytesAsync(path));
        }

        return evidence;
    }

    /// <summary>Takes entries up to the first that is not whole: a torn end is what a kill may leave.</summary>
    private void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > HeaderBytes
            && BinaryPrimitives.ReadInt32LittleEndian(bytes) is > 0 and var length && length <= bytes.Length - HeaderBytes)
        {
            try
            {
                using var entry = JsonDocument.Parse(bytes.Slice(HeaderBytes, length).ToArray());
                Apply(entry.RootElement);
            }
            catch (JsonException)
            {
                return;   // damaged, which the agent finds by its checksum
            }

            bytes = bytes[(HeaderBytes + length)..];
        }
    }

    private void Apply(JsonElement entry)
    {
        if (entry.TryGetProperty("accepted", out var order))
        {
            _held[Key(order)] = null;
        }
        else if (entry.TryGetProperty("ended", out var report))
        {
            _held[Key(report)] = report.GetProperty("messageId").GetString();
        }
        else if (entry.TryGetProperty("settled", out var settled))
        {
            _acknowledged.Add(Key(settled));
        }
        else if (entry.TryGetProperty("forgotten", out var forgotten) && _held.Remove(Key(forgotten), out var messageId) && messageId is not null)
        {
            _acknowledged.Add(Key(forgotten));
        }
    }

    private static (string Task, int Attempt) Key(JsonElement of) =>
        (of.GetProperty("taskId").GetString()!, of.GetProperty("attempt").GetInt32());
}
