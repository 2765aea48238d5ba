using System.Globalization;
using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>Cuts the lines of one message into parts of one stream each, in their order. The same message gives the same parts, whenever it comes.</summary>
internal static class SeedLines
{
    public const long LastMoment = 253_402_300_800_000;

    public static IReadOnlyList<SeedPart> Parts(string messageId, IEnumerable<SeedLine> lines)
    {
        var parts = new List<SeedPart>();
        var bytes = new List<byte>();
        var times = new List<int>();
        LogStream? stream = null;
        long first = 0, last = 0;

        void Cut()
        {
            if (bytes.Count > 0)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{messageId}:{parts.Count}");
                parts.Add(new SeedPart(name, stream!.Value, [.. bytes], DateTimeOffset.FromUnixTimeMilliseconds(first), times.Count > 0 ? [.. times] : null));
            }

            bytes.Clear();
            times.Clear();
        }

        foreach (var line in lines)
        {
            var at = line.Milliseconds is > 0 and < LastMoment and var known ? known : last;
            var text = Encoding.UTF8.GetBytes(line.Text.EndsWith('\n') ? line.Text : line.Text + "\n");
            if (line.Stream != stream || bytes.Count + text.Length > Limits.BatchBytes)
            {
                Cut();
                stream = line.Stream;
            }

            at = bytes.Count > 0 ? Math.Clamp(at, last, first + int.MaxValue) : at;
            if (bytes.Count == 0)
            {
                first = at;
            }
            else if (at > last && times.Count + 2 <= Limits.BatchTimes)
            {
                times.AddRange([bytes.Count, (int)(at - first)]);
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
