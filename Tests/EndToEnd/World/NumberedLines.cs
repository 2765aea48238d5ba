using System.Globalization;
using System.Text;

namespace OrleansOps.EndToEnd;

/// <summary>A script that prints numbered lines, and the check that each is there once and in order.</summary>
internal static class NumberedLines
{
    /// <summary>Prints <paramref name="count"/> lines with a pause after each, or with none; notes each start in a file, so that a second start shows.</summary>
    public static string Script(int count, double pauseSeconds, string startsFile) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        echo started >> '{startsFile}'
        i=0
        while [ $i -lt {count} ]; do
          i=$((i + 1))
          echo "line $i"
          {(pauseSeconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"sleep {pauseSeconds}") : ":")}
        done
        """);

    public static void AssertWhole(byte[] log, int count) => Assert.Equal(count, AssertPrefix(log, count));

    /// <summary>None is missing or doubled in between; the end may be. Returns how many there are.</summary>
    public static int AssertPrefix(byte[] log, int count)
    {
        var lines = Encoding.UTF8.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            Assert.True(lines[i] == $"line {i + 1}", $"Expected 'line {i + 1}' at position {i}, found '{lines[i]}'. {lines.Length} lines of {count}.");
        }

        return lines.Length;
    }

    public static int LastNumber(byte[] log)
    {
        var text = Encoding.UTF8.GetString(log);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? 0 : int.Parse(lines[^1].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
