using System.Runtime.CompilerServices;
using System.ComponentModel;
using Microsoft.Extensions.Logging;
using OrleansOps.Linux;
using OrleansOps.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.Tasks;

/// <summary>Runs attempts on this machine: a directory and a supervisor for each.</summary>
internal sealed partial class LinuxTaskHost(string dataDirectory, string supervisor, TimeProvider time, ILogger<LinuxTaskHost> logger) : ITaskHost
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int OrphansKept = 100;

    private readonly string _tasks = Directory.CreateDirectory(Path.Join(dataDirectory, "tasks"), OwnerOnly).FullName;
    private readonly string _orphans = Directory.CreateDirectory(Path.Join(dataDirectory, "orphans"), OwnerOnly).FullName;

    /// <summary>Collects the supervisors that have ended.</summary>
    public ChildReaper Reaper { get; } = new();

    public async Task<ITaskProcess> Start(RunTask order)
    {
        await Elsewhere();
        var directory = DirectoryOf(AttemptId.Of(order));
        try
        {
            Prepare(order, directory);
            var (pid, talk) = ChildProcess.Start(supervisor, directory.Root);
            var process = new SupervisedProcess(order, directory, new SupervisorChild(pid, talk, Reaper), claim: null, time);
            await process.UnderWay;
            return process;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or Win32Exception)
        {
            LogCouldNotStart(failed, order.TaskId, order.Attempt);
            return new FinishedProcess(ProcessEnd.NeverStarted(time.GetUtcNow(), $"The host could not prepare the task: {failed.Message}"));
        }
    }

    public async Task<ITaskProcess?> Find(RunTask order)
    {
        await Elsewhere();
        var directory = DirectoryOf(AttemptId.Of(order));
        if (directory.TryVoid())
        {
            directory.Delete();
            return null;
        }

        if (directory.FindClaim() is { } claim)
        {
            return new SupervisedProcess(order, directory, child: null, claim, time);
        }

        directory.Delete();   // its preparation was cut short
        return null;
    }

    public IOutput Output(AttemptId attempt, LogStream stream) => new OutputFile(DirectoryOf(attempt).Output(stream));

    public async Task Remove(AttemptId attempt)
    {
        await Elsewhere();
        try
        {
            DirectoryOf(attempt).Delete();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(failed, attempt.ToString());
        }
    }

    public async Task SetAside(AttemptId attempt)
    {
        await Elsewhere();
        var from = DirectoryOf(attempt).Root;
        try
        {
            if (Directory.Exists(from))
            {
                Directory.Move(from, Path.Join(_orphans, attempt.ToString()));
                DropOldOrphans();
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LogNotSetAside(failed, attempt.ToString());
        }
    }

    /// <summary>Directories of attempts that the journal does not know: it forgot them, but their deletion was cut short.</summary>
    public void RemoveAllBut(IEnumerable<AttemptId> known)
    {
        var names = known.Select(attempt => attempt.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateDirectories(_tasks).Where(path => !names.Contains(Path.GetFileName(path))))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static void Prepare(RunTask order, TaskDirectory directory)
    {
        directory.Create();
        if (order.Kind != TaskKind.Argv)
        {
            directory.WriteScript(order.Script ?? []);
        }

        if (order.Stdin is { Length: > 0 } stdin)
        {
            directory.WriteStdin(stdin);
        }

        if (order.WorkingDirectory is null)
        {
            directory.CreateWork();
        }

        directory.WriteSpec(SupervisorSpec.Write(order, directory).Span);
    }

    /// <summary>Leaves the caller's turn: starting a process or deleting a tree takes longer than a decision may.</summary>
    private static ConfiguredTaskAwaitable Elsewhere() =>
        Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private void DropOldOrphans()
    {
        foreach (var old in new DirectoryInfo(_orphans).GetDirectories().OrderByDescending(d => d.LastWriteTimeUtc).Skip(OrphansKept))
        {
            old.Delete(recursive: true);
        }
    }

    private TaskDirectory DirectoryOf(AttemptId attempt) => new(_tasks, attempt);
}
