using System.Diagnostics;
using System.Globalization;

namespace OrleansOps.Tests.Support;

/// <summary>Gives a test inputs made at random for some seconds. OPS_FUZZ_SECONDS makes them more, OPS_FUZZ_SEED begins with one that failed.</summary>
public static class Fuzz
{
    private const int UsualSeconds = 5;

    /// <summary>How many inputs there were.</summary>
    /// <exception cref="InvalidOperationException">One failed; the message says how it is made again.</exception>
    public static async Task<int> Run(Func<Random, Task> one)
    {
        var first = Number("OPS_FUZZ_SEED") ?? Random.Shared.Next(1 << 30);
        var time = TimeSpan.FromSeconds(Seconds(UsualSeconds));
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        for (; Stopwatch.GetElapsedTime(began) < time; count++)
        {
            try
            {
                await one(new Random(first + count));
            }
            catch (Exception failed)
            {
                throw new InvalidOperationException($"Input {count + 1} failed; again with OPS_FUZZ_SEED={first + count}: {failed.Message}", failed);
            }
        }

        return count;
    }

    /// <summary>How long to look: so long, if nobody asked for more.</summary>
    public static int Seconds(int usual) => Number("OPS_FUZZ_SECONDS") ?? usual;

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
