using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Shows a followed job as lines for a file: when its phase or batch is another one, when a host fails, and every few seconds between.</summary>
internal sealed class TextJob(Session session) : IJobOutput
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private (string Phase, int Round, int Batch, string? Reason)? _shown;
    private string _line = "";
    private long _shownAt;

    public bool ShowsFailures => true;

    public void Stands(Reply<JobView> job, IReadOnlyList<JobFailure> failures)
    {
        foreach (var failure in failures.Reverse().Where(failure => _said.Add($"{failure.Host.Agent.Id} {failure.Host.TaskId}")))
        {
            session.Notes.Info($"{failure.Host.Agent.Shown}: {failure.Ending}{(failure.LastLine is { } last ? $": {Printable.Of(last)}" : "")}");
        }

        var view = job.Value;
        var now = (view.Phase, view.Round, view.Batch, view.Reason);
        var line = JobOutcomes.Progress(view);
        if (!view.Terminal && line != _line && (now != _shown || session.Time.GetElapsedTime(_shownAt) >= Every))
        {
            session.Notes.Info(line);
            if (now != _shown && JobOutcomes.HowToGoOn(view) is { } words)
            {
                session.Notes.Info(words);
            }

            (_shown, _line, _shownAt) = (now, line, session.Time.GetTimestamp());
        }
    }

    public void MakeRoom()
    {
        // each line stands for itself
    }

    public void End(Reply<JobView> job, IReadOnlyList<JobFailure> failures) => JobEnd.Say(session, job.Value, failures);
}
