using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansOps.Tests.Support;

/// <summary>Counts the numbered lines of one stream of a log. The number is the second word of a line.</summary>
public sealed class LineTally
{
    private readonly HashSet<int> _seen = [];
    private readonly List<byte> _open = [];
    private readonly List<string> _foreign = [];
    private int _last;

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Different numbers that were found.</summary>
    public int Stored => _seen.Count;

    /// <summary>Lines whose number had been found before.</summary>
    public int Doubled { get; private set; }

    /// <summary>Lines that stand behind one with a higher number.</summary>
    public int Misplaced { get; private set; }

    /// <summary>Whole lines without a number, the first few of them.</summary>
    public IReadOnlyList<string> Foreign => _foreign;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            _open.AddRange(bytes[..end]);
            Line(CollectionsMarshal.AsSpan(_open));
            _open.Clear();
            bytes = bytes[(end + 1)..];
        }

        _open.AddRange(bytes);
    }

    /// <summary>How many of the numbers from 1 to <paramref name="expected"/> are not there.</summary>
    public int Missing(int expected) => Enumerable.Range(1, expected).Count(number => !_seen.Contains(number));

    /// <summary>Whether a number within what was stored is not there: a gap, whatever was expected.</summary>
    public int Gaps => _seen.Count == 0 ? 0 : Missing(_seen.Max());

    private void Line(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        if (space < 0 || !Utf8Parser.TryParse(line[(space + 1)..], out int number, out _))
        {
            if (_foreign.Count < 3)
            {
                _foreign.Add(Encoding.UTF8.GetString(line[..Math.Min(line.Length, 120)]));
            }

            return;
        }

        if (!_seen.Add(number))
        {
            Doubled++;
        }
        else if (number < _last)
        {
            Misplaced++;
        }

        _last = Math.Max(_last, number);
    }
}
