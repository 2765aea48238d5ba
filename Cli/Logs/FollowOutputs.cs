namespace OrleansOps.Cli;

/// <summary>Chooses how a followed task is shown.</summary>
internal static class FollowOutputs
{
    public static IFollowOutput Create(Session session, LogPrinting printing, long asked) => session.Json
        ? new JsonFollow(session.Stdout, printing.OnlyStream)
        : new TextFollow(Printer(session, printing), session.Notes, asked);

    public static LogPrinter Printer(Session session, LogPrinting printing)
    {
        if (printing.Raw)
        {
            session.LetThrough();
        }

        return new LogPrinter(session.Stdout, session.Stderr, printing, session.Notes);
    }
}
