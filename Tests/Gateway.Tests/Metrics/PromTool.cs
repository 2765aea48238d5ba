using System.Diagnostics;

namespace OrleansOps.Tests.Gateway.Metrics;

/// <summary>Debian's <c>promtool</c>.</summary>
internal static class PromTool
{
    public static async Task<(int ExitCode, string Output)> Run(string folder, params string[] arguments)
    {
        using var tool = Process.Start(new ProcessStartInfo("promtool", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var printed = await Task.WhenAll(tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync()).Within("promtool has ended");
        await tool.WaitForExitAsync();
        return (tool.ExitCode, string.Concat(printed));
    }
}
