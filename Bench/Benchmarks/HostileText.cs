using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>64 KB of output made to be costly: how long whoever reads or searches it waits, beside as much ordinary text.</summary>
internal static class HostileText
{
    private const string Plain = "'an ordinary line, as programs print them all day long, with some words\\n' * 910";

    private static readonly (string Name, string Python)[] Texts =
    [
        ("erases to the beginning", @"'x' * 30000 + '\x1b[1K' * 8000"),
        ("goes far right and erases", @"'\rX\x1b[4095C\x1b[1K' * 4500"),
        ("changes its look at every letter", @"'\x1b[31ma\x1b[32mb' * 5400"),
        ("overwrites one line", @"'abcdefg\r' * 8192"),
        ("never ends a sequence", @"'\x1b]0;' + 'x' * 65000"),
        ("begins sequences only", @"'\x1b[' * 32768"),
        ("ends lines only", @"'\n' * 65536"),
        ("is one word", "'a' * 65536"),
    ];

    private static readonly string[] Questions = ["?from=1&limit=5000", "/search?q=aXa", "/search?q=%28a%2B%29%2B%24&regex=true", "/search?q=%28x%7Cx%29*y&regex=true"];

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var door = (await lab.Product()).Door;
        var plain = await Longest(door, Plain);
        var worst = (Name: "", Median: 0.0);
        foreach (var (name, python) in Texts)
        {
            var median = await Longest(door, python);
            worst = median > worst.Median ? (name, median) : worst;
        }

        return
        [
            new Figure("hostile-text", worst.Median, "ms", plain, worst.Median / plain)
            {
                Gate = "5 ms more",
                Note = $"the slowest of {Questions.Length} requests for the costliest of {Texts.Length} texts, which {worst.Name}; limit: ordinary text",
            },
        ];
    }

    /// <summary>The median of the slowest kind of request for a log of this text.</summary>
    private static async Task<double> Longest(TaskDoor door, string python)
    {
        var id = door.NewId();
        await door.Submit(id, waitSeconds: 60, "/usr/bin/env", "python3", "-c", $"import sys; sys.stdout.buffer.write(({python}).encode())");
        await LogWait.UntilComplete(door, id);
        var medians = new List<double>();
        foreach (var question in Questions)
        {
            var samples = new Samples();
            for (var i = 0; i < 40; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await door.Http.GetByteArrayAsync($"/api/v1/tasks/{id}/log{question}");
                samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            medians.Add(samples.Median);
        }

        return medians.Max();
    }
}
