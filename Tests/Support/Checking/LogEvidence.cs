namespace OrleansOps.Tests.Support;

/// <summary>The log of one task as it lies in the store, entry by entry.</summary>
public sealed class LogEvidence
{
    private readonly List<string> _faults = [];
    private readonly Dictionary<(int Attempt, int Stream), long> _ends = [];
    private readonly Dictionary<(int Attempt, int Stream), LineTally> _tallies = [];
    private readonly Dictionary<(int Attempt, int Stream), long> _dropped = [];
    private long _next = 1;

    /// <summary>Where entries do not follow on each other: the first few.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Standard output of one attempt.</summary>
    public LineTally Stdout(int attempt) => _tallies.GetValueOrDefault((attempt, 0)) ?? new LineTally();

    /// <summary>Standard error of one attempt.</summary>
    public LineTally Stderr(int attempt) => _tallies.GetValueOrDefault((attempt, 1)) ?? new LineTally();

    /// <summary>Bytes of one attempt's streams that the log itself says it lacks.</summary>
    public (long Stdout, long Stderr) Dropped(int attempt) => (_dropped.GetValueOrDefault((attempt, 0)), _dropped.GetValueOrDefault((attempt, 1)));

    /// <summary>Takes the next entry.</summary>
    /// <param name="seq">Number of its first record; the part of the entry's id before the hyphen.</param>
    /// <param name="fields">The entry's fields: n records, a attempt, s stream, o offset, d bytes, g bytes that are missing from there.</param>
    public void Add(long seq, Dictionary<string, RespValue> fields)
    {
        var stream = (int)fields["s"].Number;
        var bytes = fields["d"].Bytes ?? [];
        var place = ((int)fields["a"].Number, stream);
        if (seq != _next)
        {
            Fault($"record {_next} should follow, and {seq} does");
        }

        var offset = fields["o"].Number;
        if (offset != _ends.GetValueOrDefault(place))
        {
            Fault($"byte {_ends.GetValueOrDefault(place)} of stream {stream} should follow, and {offset} does");
        }

        var missing = fields.TryGetValue("g", out var gap) ? gap.Number : 0;
        _next = seq + fields["n"].Number;
        _ends[place] = offset + bytes.Length + missing;
        _dropped[place] = _dropped.GetValueOrDefault(place) + missing;
        if (!_tallies.TryGetValue(place, out var tally))
        {
            _tallies[place] = tally = new LineTally();
        }

        tally.Add(bytes);
    }

    private void Fault(string what)
    {
        if (_faults.Count < 3)
        {
            _faults.Add(what);
        }
    }
}
