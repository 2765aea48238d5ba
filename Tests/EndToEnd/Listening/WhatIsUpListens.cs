using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansOps.EndToEnd;

/// <summary>What <c>./ops up</c> starts can be spoken to where docs/security.md says, and nowhere else.</summary>
public sealed partial class WhatIsUpListens : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _state = new();

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("--silos 1 --gateways 2")]
    public async Task WhereItIsSaidAndNowhereElse(string shape)
    {
        try
        {
            await Ops($"up --no-demo {shape}");
            var parts = Directory.GetFiles(_state.File("run"), "*.pid").ToDictionary(file => Path.GetFileNameWithoutExtension(file), PidIn, StringComparer.Ordinal);
            foreach (var (part, process) in parts)
            {
                var open = OpenSockets.Of(OpenSockets.Families([process]));
                Assert.Equal(Expected(part, process).Order(StringComparer.Ordinal), open.Where(socket => !IsDiagnostics(socket)));
            }

            Assert.True(parts.ContainsKey("redis") && parts.ContainsKey("agent") && parts.Count >= 3, string.Join(' ', parts.Keys));
        }
        finally
        {
            await Ops("down");
        }
    }

    private IEnumerable<string> Expected(string part, int process)
    {
        if (part is "redis")
        {
            var socket = _state.File("redis/redis.sock");
            Assert.Equal(Owner, File.GetUnixFileMode(socket));
            Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_state.File("redis")));
            return [$"unix {socket}"];
        }

        // The ports that it was given: HTTP, and of a silo the one for silos and the one for gateways.
        return Directory.GetFiles(_state.File("run"), $"{part}*.port").Where(file => Port().Match(Path.GetFileName(file)).Groups["part"].Value == part)
            .Select(file => $"tcp 127.0.0.1:{File.ReadAllText(file).Trim()}");
    }

    /// <summary>The .NET runtime's own, for debuggers of the same user.</summary>
    private static bool IsDiagnostics(string socket)
    {
        if (!socket.Contains("/dotnet-diagnostic-", StringComparison.Ordinal))
        {
            return false;
        }

        Assert.Equal(Owner, File.GetUnixFileMode(socket["unix ".Length..]));
        return true;
    }

    private static int PidIn(string file) => int.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture);

    private async Task Ops(string words)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Parent!.Parent!;   // bin/EndToEnd/release
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = root.Parent!.FullName };
        start.ArgumentList.Add(Path.Combine(SourceRoot(), "ops"));
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            start.ArgumentList.Add(word);
        }

        (start.Environment["OPS_STATE"], start.Environment["OPS_ARTIFACTS"], start.Environment["OPS_BUILT"]) = (_state.Path, root.FullName, "yes");
        using var ops = Process.Start(start)!;
        var said = await Task.WhenAll(ops.StandardOutput.ReadToEndAsync(), ops.StandardError.ReadToEndAsync());
        await ops.WaitForExitAsync();
        Assert.True(ops.ExitCode == 0, $"./ops {words} ended with {ops.ExitCode}: {string.Join('\n', said)}");
    }

    private static string SourceRoot([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../.."));

    [GeneratedRegex("^(?<part>.+?)(-silo|-client)?[.]port$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Port();
}
