using System.ComponentModel;
using System.Diagnostics;

namespace OrleansOps.Browser;

/// <summary>Runs a program of Node in the folder of these tests, or another.</summary>
internal static class Node
{
    /// <summary>Exit code and everything printed. A program that takes longer is ended with all that it started.</summary>
    public static async Task<(int Code, string Output)> Run(string program, IEnumerable<string> arguments, TimeSpan longest, string? folder = null)
    {
        var start = new ProcessStartInfo(program.Contains('/', StringComparison.Ordinal) ? Path.Combine(folder ?? Place.Source, program) : program)
        {
            WorkingDirectory = folder ?? Place.Source,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["OPS_BUILDS"] = Place.Builds;
        start.Environment["OPS_CONFIGURATION"] = Place.Configuration;
        start.Environment["CI"] = "1";
        start.Environment.Remove("OPS_FUZZ_SECONDS");   // a long look at the console's properties is ./ops fuzz's, not a test's
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            return (-1, $"{start.FileName} cannot be started ({missing.Message}). These tests need Node 20 with npm.");
        }

        using (process)
        using (var late = new CancellationTokenSource(longest))
        {
            var printed = Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return (-1, $"Not done within {longest.TotalMinutes} min.{Environment.NewLine}{string.Concat(await printed)}");
            }

            return (process.ExitCode, string.Concat(await printed));
        }
    }
}
