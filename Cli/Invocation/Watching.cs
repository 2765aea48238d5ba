using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>Shows a list again and again, until Ctrl-C.</summary>
internal static class Watching
{
    private static readonly byte[] Again = "\e[H\e[2J"u8.ToArray();

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public static Option<bool> Option() => Options.Flag("--watch", "Show it again every 2 seconds, until Ctrl-C.", "-w");

    public static async Task<int> Show(bool watch, Session session, Func<Task<int>> show, CancellationToken cancel)
    {
        while (true)
        {
            if (watch && session.Format == OutputFormat.Table && !Console.IsOutputRedirected)
            {
                await session.Stdout.FlushAsync(cancel);
                await RawOutput.Stdout().WriteAsync(Again, cancel);   // ours: what others have written is shown by its codes
            }

            var code = await show();
            if (!watch)
            {
                return code;
            }

            await Task.Delay(Every, session.Time, cancel);
        }
    }
}
