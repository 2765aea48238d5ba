using System.Diagnostics;

namespace OrleansOps.Architecture;

/// <summary>What <c>./ops</c> takes for its own in a checkout that was copied, or moved, with all that runs of it.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class CopiedCheckoutTests : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("ops-copy-");
    private readonly Process _running = Process.Start("sleep", "300");

    public CopiedCheckoutTests()
    {
        foreach (var script in Repository.Files.Where(file => file.StartsWith("ops.d/", StringComparison.Ordinal)))
        {
            Write(Path.Combine("original", script), Repository.Read(script));
        }

        Ops("original", "status");   // which makes the place of its state
        var start = File.ReadAllText($"/proc/{_running.Id}/stat").Split(' ')[21];
        Write("original/.ops/run/shape", "0 1\n");
        Write("original/.ops/run/redis.pid", $"{_running.Id} {start}\n");
        Write("original/.ops/agent/enrolled-as", "one\n");
    }

    public void Dispose()
    {
        _running.Kill();
        _running.WaitForExit();
        _running.Dispose();
        _place.Delete(recursive: true);
    }

    [Fact]
    public void ACopy_HasNothingOfWhatRuns()
    {
        Run("cp", "-a", "original", "copy");

        Assert.Contains("This checkout is a copy", Ops("copy", "status"), StringComparison.Ordinal);
        Assert.Contains("Nothing is up here", Ops("copy", "status"), StringComparison.Ordinal);
        Assert.Contains("was not running", Ops("copy", "down"), StringComparison.Ordinal);
        Assert.False(_running.HasExited, "The copy ended a process of the original.");
        Assert.True(File.Exists(Path.Combine(_place.FullName, "copy/.ops/agent-of-the-original/enrolled-as")), "The original's agent is still the copy's.");
        Assert.Matches($"redis +running +{_running.Id} ", Ops("original", "status"));
    }

    [Fact]
    public void WhatWasMoved_IsTheSame()
    {
        Directory.Move(Path.Combine(_place.FullName, "original"), Path.Combine(_place.FullName, "moved"));

        Assert.Matches($"redis +running +{_running.Id} ", Ops("moved", "status"));
        Ops("moved", "down");
        Assert.True(_running.WaitForExit(TimeSpan.FromSeconds(10)), "It was not ended from where it was moved to.");
    }

    private void Write(string file, string content)
    {
        var path = Path.Combine(_place.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private string Ops(string checkout, string verb) => Run("bash", $"{checkout}/ops.d/{verb}.sh");

    private string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _place.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("OPS_STATE");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + errors.GetAwaiter().GetResult();
    }
}
