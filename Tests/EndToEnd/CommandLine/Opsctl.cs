using System.Globalization;

namespace OrleansOps.EndToEnd;

/// <summary>The operators' command line as a process, logged in to an installation as its administrator.</summary>
internal static class Opsctl
{
    public static ManagedProcess Start(OpsWorld world, params string[] words) => new("opsctl", [.. Builds.CliProgram, .. words], Environment(world));

    /// <summary>With a pseudo-terminal around it, as an operator has it.</summary>
    public static ManagedProcess StartInTerminal(OpsWorld world, params string[] words) =>
        new("opsctl", "script", ["-qec", string.Join(' ', ((string[])["exec", .. Builds.CliProgram, .. words]).Select(word => $"'{word}'")), "/dev/null"], Environment(world));

    /// <summary>The same with somebody at the keyboard.</summary>
    public static ManagedProcess StartTyped(OpsWorld world, params string[] words) =>
        new("opsctl", "script", ["-qec", $"stty cols 100 rows 30; {string.Join(' ', ((string[])["exec", .. Builds.CliProgram, .. words]).Select(word => $"'{word}'"))}", "/dev/null"], Environment(world), isTyped: true);

    /// <summary>Runs it to its end, and returns all that it printed.</summary>
    public static async Task<string> Run(OpsWorld world, int expected, params string[] words)
    {
        await using var run = Start(world, words);
        var code = await run.Ended();
        Assert.True(code == expected, string.Create(CultureInfo.InvariantCulture, $"opsctl {string.Join(' ', words)}: expected exit code {expected}, was {code}. It printed:\n{run.Output}"));
        return run.Output;
    }

    public static Dictionary<string, string> Environment(OpsWorld world) => new(StringComparer.Ordinal)
    {
        ["OPSCTL_SERVER"] = world.Address,
        ["OPSCTL_TOKEN_FILE"] = world.AdminTokenFile,
        ["TERM"] = "xterm-256color",
    };
}
