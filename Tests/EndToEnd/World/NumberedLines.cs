using System.Globalization;
using System.Text;

namespace OrleansOps.EndToEnd;

/// <summary>A script that prints numbered lines, and the check that each is there once and in order.</summary>
internal static class NumberedLines
{
    /// <summary>Prints <paramref name="count"/> lines with a pause after each; notes each start in a file, so that a second start shows.</summary>
    public static string Script(int count, double pauseSeconds, string startsFile) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        echo started >> '{startsFile}'
        i=0
        while [ $i -lt {count} ]; do
          i=$((i + 1))
          echo "line $i"
          sleep {pauseSeconds}
        done
        """);

    public static void AssertWhole(byte[] log, int count)
    {
        var lines = Encoding.UTF8.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < Math.Min(lines.Length, count); i++)
        {
            Assert.True(lines[i] == $"line {i + 1}", $"Expected 'line {i + 1}' at position {i}, found '{lines[i]}'. {lines.Length} lines of {count}.");
        }

        Assert.Equal(count, lines.Length);
    }

    public static int LastNumber(byte[] log)
    {
        var text = Encoding.UTF8.GetString(log);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? 0 : int.Parse(lines[^1].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
