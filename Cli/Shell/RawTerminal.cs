using System.Diagnostics;

namespace OrleansOps.Cli;

/// <summary>While it lives, each key goes to us as it is, and what we write to the screen as it is. By stty(1), which knows every system's terminals.</summary>
internal sealed class RawTerminal : IAsyncDisposable
{
    private readonly string _before;

    private RawTerminal(string before) => _before = before;

    public static async Task<RawTerminal> Begin(CancellationToken cancel)
    {
        var before = await Stty(["-g"], cancel);
        await Stty(["raw", "-echo"], cancel);
        return new RawTerminal(before.Trim());
    }

    public async ValueTask DisposeAsync() => await Stty([_before], CancellationToken.None);

    private static async Task<string> Stty(string[] words, CancellationToken cancel)
    {
        try
        {
            using var stty = Process.Start(new ProcessStartInfo("stty", words) { RedirectStandardOutput = true })!;   // inherits our standard input, the terminal
            var said = await stty.StandardOutput.ReadToEndAsync(cancel);
            await stty.WaitForExitAsync(cancel);
            if (stty.ExitCode == 0)
            {
                return said;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // there is no stty: said below
        }

        throw CliException.Usage("The terminal cannot be set up for a shell: stty(1) is missing or refuses.", "Run a script instead: opsctl run --help");
    }
}
