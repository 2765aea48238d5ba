namespace OrleansOps.Cli;

/// <summary>Chooses how a followed job is shown.</summary>
internal static class JobOutputs
{
    public static IJobOutput Create(Session session) => session.Json ? new JsonJob(session.Stdout)
        : session.Notes.TellsProgress && LiveFrame.Fits ? new LiveJob(session)
        : new TextJob(session);
}
