using System.Globalization;
using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>Cuts the lines of one message into parts of one stream each, in their order. The same message gives the same parts, whenever it comes.</summary>
internal static class S1Lines
{
    public static IReadOnlyList<S1Part> Parts(string messageId, IEnumerable<S1LogLine?> lines)
    {
        var parts = new List<S1Part>();
        var bytes = new List<byte>();
        var times = new List<int>();
        LogStream? stream = null;
        long first = 0, last = 0;

        void Cut()
        {
            if (bytes.Count > 0)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{messageId}:{parts.Count}");
                parts.Add(new S1Part(name, stream!.Value, [.. bytes], DateTimeOffset.FromUnixTimeSeconds(first), times.Count > 0 ? [.. times] : null));
            }

            bytes.Clear();
            times.Clear();
        }

        foreach (var line in lines.OfType<S1LogLine>().Where(line => line.Content is not null))
        {
            var from = line.Stream is "stderr" ? LogStream.Stderr : LogStream.Stdout;
            var at = line.Timestamp is > 0 and < 253_402_300_800 and var seconds ? seconds : last;
            var text = Encoding.UTF8.GetBytes(line.Content!.EndsWith('\n') ? line.Content : line.Content + "\n");
            if (from != stream || bytes.Count + text.Length > Limits.BatchBytes)
            {
                Cut();
                stream = from;
            }

            at = bytes.Count > 0 ? Math.Clamp(at, last, first + (int.MaxValue / 1000)) : at;
            if (bytes.Count == 0)
            {
                first = at;
            }
            else if (at > last && times.Count + 2 <= Limits.BatchTimes)
            {
                times.AddRange([bytes.Count, (int)((at - first) * 1000)]);
            }

            last = at;
            foreach (var chunk in text.Chunk(Limits.BatchBytes))
            {
                if (bytes.Count + chunk.Length > Limits.BatchBytes)
                {
                    Cut();
                    first = at;
                }

                bytes.AddRange(chunk);
            }
        }

        Cut();
        return parts;
    }
}
