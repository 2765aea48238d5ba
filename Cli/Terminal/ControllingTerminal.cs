using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The terminal of the person who started us, whatever our standard streams are redirected to.</summary>
internal sealed class ControllingTerminal(Stream input, Stream output) : IAsyncDisposable
{
    private const string Device = "/dev/tty";

    /// <summary>Null where there is none: in a job of a build server, under cron or systemd.</summary>
    public static ControllingTerminal? TryOpen()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.IsInputRedirected ? null : new ControllingTerminal(Console.OpenStandardInput(), Console.OpenStandardError());
        }

        try
        {
            return new ControllingTerminal(Open(FileAccess.Read), Open(FileAccess.Write));
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>True for an answer that begins with y or Y.</summary>
    public async Task<bool> Ask(string question, CancellationToken cancel) => await Answer(question, cancel) is ['y' or 'Y', ..];

    /// <summary>What is typed, up to the end of its line. Empty if there is nothing to read any more.</summary>
    public async Task<string> Answer(string question, CancellationToken cancel)
    {
        var onNewLine = question.StartsWith('\n') ? "\n" : "";
        await output.WriteAsync(Encoding.UTF8.GetBytes(onNewLine + Printable.Of(question.TrimStart('\n'))), cancel);
        await output.FlushAsync(cancel);
        var line = new byte[4096];
        var length = await input.ReadAsync(line, cancel);   // a terminal gives one line at a time
        if (length == 0)
        {
            await output.WriteAsync("\n"u8.ToArray(), cancel);
        }

        return Encoding.UTF8.GetString(line, 0, length).TrimEnd('\n', '\r');
    }

    /// <summary>The answer, without its letters being shown. Ctrl-C ends opsctl with the terminal as it was.</summary>
    public async Task<string> AskHidden(string question, CancellationToken cancel)
    {
        using var interrupts = new Interrupts();
        await using var hidden = await HiddenTyping.Begin(cancel);
        var answer = Answer(question, cancel);
        var interrupted = await Task.WhenAny(answer, interrupts.Next(cancel)) != answer;
        await output.WriteAsync("\n"u8.ToArray(), cancel);
        return interrupted ? throw new CliException(ExitCodes.Cancelled, "Interrupted; nothing was changed.") : await answer;
    }

    public async ValueTask DisposeAsync()
    {
        await input.DisposeAsync();
        await output.DisposeAsync();
    }

    private static FileStream Open(FileAccess access) => new(Device, FileMode.Open, access, FileShare.ReadWrite, bufferSize: 0);
}
