// The load generator and its comparisons. It measures and prints; it asserts nothing, because a shared machine proves nothing in one run.
// The soak is the other thing that it does: load and faults for a while, and a verdict that holds on any machine. And it lends a fleet to who wants one.
using OrleansOps.Bench;

if (args is ["soak", .. var words])
{
    return await SoakCommand.Run(words);
}

if (args is ["fleet", .. var fleet])
{
    return await FleetCommand.Run(fleet);
}

var wanted = BenchOptions.Parse(args);
if (wanted is null)
{
    return 2;
}

await using var lab = new Lab();
Console.WriteLine(await Calibration.Describe());

var figures = new List<Figure>();
foreach (var benchmark in wanted.Benchmarks)
{
    figures.AddRange(await Attempt.Run(benchmark, lab));
}

Console.WriteLine();
FigureTable.Print(figures);
if (wanted.JsonPath is { } path)
{
    await FigureJson.Write(path, figures);
}

return figures.Count > 0 ? 0 : 1;
