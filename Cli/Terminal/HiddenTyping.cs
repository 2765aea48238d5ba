using System.Diagnostics;

namespace OrleansOps.Cli;

/// <summary>While it lives, the terminal does not show what is typed. By stty(1), which knows every system's terminals.</summary>
internal sealed class HiddenTyping : IAsyncDisposable
{
    private HiddenTyping()
    {
    }

    public static async Task<HiddenTyping> Begin(CancellationToken cancel)
    {
        await Stty("-echo", cancel);
        return new HiddenTyping();
    }

    public async ValueTask DisposeAsync() => await Stty("echo", CancellationToken.None);

    private static async Task Stty(string mode, CancellationToken cancel)
    {
        try
        {
            using var stty = Process.Start("stty", [mode]);   // inherits our standard input, the terminal
            await stty.WaitForExitAsync(cancel);
            if (stty.ExitCode == 0)
            {
                return;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // there is no stty: said below
        }

        throw CliException.Usage("The terminal cannot be told to hide what is typed.", "Use --token-file, or pipe the token in.");
    }
}
