namespace OrleansOps.Bench;

/// <summary>How long whoever wants something of a cluster waits for it while a part of it breaks: the longest wait of any, for each fault.</summary>
internal static class ClusterOutages
{
    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await lab.StartAfresh();   // the machine is for the cluster alone
        await using var cluster = await FaultyCluster.Start();
        var figures = new List<Figure>();
        foreach (var fault in ClusterFaults.All)
        {
            try
            {
                var report = await cluster.Through(fault);
                Console.WriteLine($"\n  {report}");
                figures.AddRange(Of(report));
            }
            catch (Exception stuck) when (stuck is TimeoutException or InvalidOperationException)
            {
                Console.WriteLine($"\n  no figure: {stuck.Message}");   // the next fault finds the cluster whole again
            }
        }

        return figures;
    }

    private static IEnumerable<Figure> Of(FaultReport report)
    {
        var broken = report.Load.Verdict.Broken;
        yield return Wait(report, ServiceKinds.Submit) with
        {
            Gate = report.Fault.Gate,
            Note = broken.Count == 0 ? $"{report.Fault.What}; every promise was kept" : $"{broken.Count} broken promises: {broken[0]}",
        };
        yield return Wait(report, ServiceKinds.Read);
        yield return Wait(report, ServiceKinds.Live) with { Gate = report.Fault.LiveGate ?? report.Fault.Gate };
        yield return new Figure($"{report.Fault.Name}-task", report.Load.LongestTask.TotalSeconds, "s") { Note = "a short task, from its acceptance to its end" };
    }

    private static Figure Wait(FaultReport report, string kind)
    {
        var waits = report.Load.Longest(kind).ToList();
        return new Figure($"{report.Fault.Name}-{kind}", waits.Max(wait => wait.Longest.TotalSeconds), "s")
        {
            Note = string.Join(", ", waits.Select(wait => $"{wait.Gateway} {wait.Longest.TotalSeconds:0.0} s")),
        };
    }
}
