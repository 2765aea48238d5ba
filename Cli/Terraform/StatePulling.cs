using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl tf state pull</summary>
internal static class StatePulling
{
    private const int ReadBytes = 256 * 1024;

    private const string More = """
        Writes the state to standard output, byte for byte as it was written. It may hold secrets.

        Examples:
          opsctl tf state pull network
          opsctl tf state pull network --serial 3
        """;

    public static Command Create(CommonOptions common)
    {
        var id = TerraformCommand.Workspace();
        var serial = TerraformCommand.Serial("Serial of the version; the newest by default.");
        var pull = new DocumentedCommand("pull", "Write a state to standard output.", More) { id, serial };
        pull.Does(common, (line, session, cancel) => Pull(session, line.GetRequiredValue(id), line.GetValue(serial), cancel));
        return new Command("state", "The content of a state.") { pull };
    }

    private static async Task<int> Pull(Session session, string id, long? serial, CancellationToken cancel)
    {
        using var stall = new Stall(cancel);
        using var answer = await session.Server.OpenState(id, serial, stall.Token, cancel);
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(stall.Token);
            var bytes = new byte[ReadBytes];
            int length;
            while ((length = await body.ReadAsync(bytes, stall.Token)) > 0)
            {
                await session.Stdout.WriteAsync(bytes.AsMemory(0, length), stall.Token);
                stall.Moved();
            }

            await session.Stdout.FlushAsync(stall.Token);
            return ExitCodes.Success;
        }
        catch (Exception cut) when (cut is HttpRequestException or HttpIOException || (cut is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw session.Server.Broken(cut);
        }
    }
}
