using System.Collections.Concurrent;
using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>A verb for several things: that one of them is refused does not keep it from the others.</summary>
internal static class Each
{
    /// <param name="things">What it is for.</param>
    /// <param name="name">What the caller calls one of them.</param>
    /// <param name="verb">Does it, and gives the exit code for this one.</param>
    /// <param name="session">Where a refusal is said.</param>
    /// <param name="line">The command line.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="atOnce">How many may be under way.</param>
    /// <returns>The greatest of the exit codes.</returns>
    public static async Task<int> Do<T>(
        IReadOnlyList<T> things, Func<T, string> name, Func<T, CancellationToken, Task<int>> verb, Session session, ParseResult line, CancellationToken cancel, int atOnce = 1)
    {
        if (things is [var only])
        {
            return await verb(only, cancel);
        }

        var codes = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(
            things, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancel },
            async (thing, stop) => codes.Add(await DoOne(thing, name(thing), verb, session, line, stop)));
        return codes.Max();
    }

    private static async Task<int> DoOne<T>(T thing, string name, Func<T, CancellationToken, Task<int>> verb, Session session, ParseResult line, CancellationToken cancel)
    {
        try
        {
            return await verb(thing, cancel);
        }
        catch (CliException refused) when (refused.ExitCode == ExitCodes.Refused)
        {
            ErrorReport.Say(session.Notes, session.Json ? refused : await CallersWords.Of(refused, session, line, cancel, name), session.Json);
            return ExitCodes.Refused;
        }
    }
}
