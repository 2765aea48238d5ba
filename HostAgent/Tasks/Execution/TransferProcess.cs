using System.Text;
using OrleansOps.HostAgent.Transfers;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>The process of a file's transfer: what its exit code says becomes the reason of its end.</summary>
/// <param name="process">The process.</param>
/// <param name="files">What the attempt has on disk.</param>
/// <param name="user">Whose it is; null: the agent's own user's.</param>
internal sealed class TransferProcess(ITaskProcess process, TaskFiles files, uint? user) : ITaskProcess
{
    private const int SentenceBytes = 4_000;

    public TimeSpan Age => process.Age;

    public Task<ProcessEnd> Ended { get; } = Explained(process.Ended, files, user);

    public Task<int> Signal(int signal) => process.Signal(signal);

    /// <summary>The exit code is a word between agent and transfer: everybody else is told the reason.</summary>
    private static async Task<ProcessEnd> Explained(Task<ProcessEnd> ended, TaskFiles files, uint? user)
    {
        var end = await ended.ConfigureAwait(false);
        return TransferExit.FailureOf(end.ExitCode) is { } failure
            ? end with { ExitCode = 1, Failure = failure, Note = Sentence(Path.Join(files.Work, TransferExit.SentenceFile), user) ?? end.Note }
            : end;
    }

    /// <summary>It lies in a directory of the task's user, who could put a link there to what only the agent may read.</summary>
    private static string? Sentence(string path, uint? user)
    {
        using var file = NativeFiles.Open(path, NativeFiles.NoFollow | NativeFiles.CloseOnExec | NativeFiles.NonBlocking, 0);
        if (file.IsInvalid || FileStatus.Of(file) is not { IsRegular: true, Links: 1 } status || (user is { } owner ? status.Owner != owner : !status.IsMine))
        {
            return null;
        }

        var bytes = new byte[SentenceBytes];
        return Printable.Of(Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0)));
    }
}
