using System.Net;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Hands a task in. The id is ours, so a lost answer is repaired by sending it again.</summary>
internal static class Submission
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    public static async Task<Reply<TaskView>> Send(Session session, string id, SubmitTask task, CancellationToken cancel)
    {
        var submitted = await new RetryPolicy(session.Time, RetryFor).Try(() => session.Server.Submit(id, task, cancel), Retry.Always, cancel);
        session.Notes.Info(submitted.Status == (int)HttpStatusCode.OK
            ? $"Task {id} on {submitted.Value.Agent.Shown} was submitted before, with the same content."
            : $"Task {id} on {submitted.Value.Agent.Shown}.");
        WarnIfEmpty(session, task);
        if (submitted.Value.WindowsLineEnds)
        {
            session.Notes.Warn("The script has Windows line ends (CR LF), which interpreters on Linux stumble over. It is run as it is; --unix-line-ends changes them.");
        }

        foreach (var warning in submitted.Value.Warnings ?? [])
        {
            session.Notes.Warn($"It is met by {Printable.Of(warning)}");
        }

        return submitted;
    }

    public static void WarnIfEmpty(Session session, SubmitTask task)
    {
        if (task is { Input: null, Kind: not (ScriptKinds.Argv or ScriptKinds.Named or ScriptKinds.File or ScriptKinds.Collect), ScriptBase64: null } && string.IsNullOrWhiteSpace(task.Script))
        {
            session.Notes.Warn("The script is empty: it does nothing, and succeeds.");
        }
    }
}
