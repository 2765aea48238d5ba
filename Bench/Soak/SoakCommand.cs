using System.Runtime.InteropServices;

namespace OrleansOps.Bench;

/// <summary>`./ops soak`: starts an installation of its own, breaks it for a while under load, and says whether every promise was kept.</summary>
internal static class SoakCommand
{
    private const int Kept = 0;
    private const int Broken = 1;
    private const int NotUnderstood = 2;
    private const int Interrupted = 130;

    public static async Task<int> Run(string[] words)
    {
        if (SoakOptions.Parse(words) is not { } options)
        {
            return NotUnderstood;
        }

        var folder = Path.Combine(options.Folder, $"seed-{options.Seed}-{Environment.ProcessId}");
        using var abort = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Abort(signal, abort));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Abort(signal, abort));
        try
        {
            return await Run(options with { Folder = folder }, abort.Token);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            Directory.Delete(folder, recursive: true);
            Console.WriteLine("soak: interrupted; everything that it started has ended.");
            return Interrupted;
        }
    }

    private static async Task<int> Run(SoakOptions options, CancellationToken abort)
    {
        Directory.CreateDirectory(options.Folder);
        var retention = TimeSpan.FromMinutes(Math.Clamp(options.Minutes / 5, 2, 10));
        Console.WriteLine($"soak: {options.Minutes} minutes, seed {options.Seed}, {options.Silos} silos, {options.Gateways} gateways, in {options.Folder}");
        SoakReport report;
        await using (var world = await SoakWorld.Start(options, retention))
        {
            report = await new Soak(options, world, retention).Run(abort);
        }

        report.Print();
        if (options.JsonPath is { } path)
        {
            await report.Write(path);
        }

        if (report.Verdict.IsKept)
        {
            Directory.Delete(options.Folder, recursive: true);
        }

        return report.Verdict.IsKept ? Kept : Broken;
    }

    private static void Abort(PosixSignalContext signal, CancellationTokenSource abort)
    {
        signal.Cancel = true;
        abort.Cancel();
    }
}
