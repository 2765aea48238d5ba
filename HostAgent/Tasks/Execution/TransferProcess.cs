using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansOps.HostAgent.Transfers;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>The process of a file's transfer: what its exit code says becomes the reason of its end.</summary>
/// <param name="process">The process.</param>
/// <param name="files">What the attempt has on disk.</param>
/// <param name="user">Whose it is; null: the agent's own user's.</param>
internal sealed class TransferProcess(ITaskProcess process, TaskFiles files, uint? user) : ITaskProcess
{
    private const int MostBytes = 4_000;
    private const int MostArtifactBytes = TaskArtifact.Most * 2_000;
    private const int LongestName = 255;   // as gateways take it

    public TimeSpan Age => process.Age;

    public Task<ProcessEnd> Ended { get; } = Explained(process.Ended, files, user);

    public Task<int> Signal(int signal) => process.Signal(signal);

    /// <summary>The exit code is a word between agent and transfer: everybody else is told the reason.</summary>
    private static async Task<ProcessEnd> Explained(Task<ProcessEnd> ended, TaskFiles files, uint? user)
    {
        var end = await ended.ConfigureAwait(false);
        if (Read(files, TransferExit.ArtifactsFile, user, MostArtifactBytes) is { } artifacts)
        {
            end = end with { Artifacts = ArtifactsOf(artifacts) };
        }

        return TransferExit.FailureOf(end.ExitCode) is { } failure
            ? end with { ExitCode = 1, Failure = failure, Note = Read(files, TransferExit.SentenceFile, user, MostBytes) is { } sentence ? Printable.Of(Encoding.UTF8.GetString(sentence)) : end.Note }
            : end;
    }

    private static IReadOnlyList<TaskArtifact>? ArtifactsOf(byte[] bytes)
    {
        try
        {
            var artifacts = JsonSerializer.Deserialize(bytes, TransferJson.Default.IReadOnlyListTaskArtifact);
            return artifacts is { Count: <= TaskArtifact.Most } && artifacts.All(IsPossible) ? artifacts : null;
        }
        catch (JsonException)
        {
            return null;   // its disk was full
        }
    }

    /// <summary>Of what the task's user wrote there himself nothing is reported: a gateway would refuse the report, and then the task had no end.</summary>
    private static bool IsPossible(TaskArtifact? artifact) =>
        artifact is { Name.Length: > 0 and <= LongestName, StoredId.Length: 2 * SHA256.HashSizeInBytes, SizeBytes: >= 0 and <= Limits.MostFetchedBytes } && !artifact.Name.Any(char.IsControl);

    /// <summary>It lies in a directory of the task's user, who could put a link there to what only the agent may read.</summary>
    private static byte[]? Read(TaskFiles files, string name, uint? user, int mostBytes)
    {
        using var file = NativeFiles.Open(Path.Join(files.Work, name), NativeFiles.NoFollow | NativeFiles.CloseOnExec | NativeFiles.NonBlocking, 0);
        if (file.IsInvalid || FileStatus.Of(file) is not { IsRegular: true, Links: 1 } status || (user is { } owner ? status.Owner != owner : !status.IsMine))
        {
            return null;
        }

        var bytes = new byte[mostBytes];
        return bytes[..RandomAccess.Read(file, bytes, 0)];
    }
}
