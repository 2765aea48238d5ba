using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>Runs attempts on this machine: some files and a supervisor for each.</summary>
internal sealed partial class LinuxTaskHost : ITaskHost, IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int OrphansKept = 100;
    private const string GatheringPart = ".artifacts";

    private readonly string _tasks;
    private readonly string _orphans;
    private readonly SpareFiles _spare;
    private readonly SecretFiles _secrets;
    private readonly ConcurrentDictionary<AttemptId, SupervisedProcess> _started = new();
    private readonly ConcurrentDictionary<AttemptId, InputLine> _inputs = new();
    private readonly ControlGroups? _groups;
    private readonly HostPolicy _policy;
    private volatile TransferProgram? _transfers;
    private readonly TimeProvider _time;
    private readonly ILogger<LinuxTaskHost> _logger;

    /// <param name="dataDirectory">Where its files lie.</param>
    /// <param name="supervisor">Path of the supervisor's program.</param>
    /// <param name="groups">Where tasks with limits get control groups; null: nowhere.</param>
    /// <param name="transfers">What puts files on the host and brings them; null: nothing does.</param>
    /// <param name="policy">Which commands are called by which names.</param>
    /// <param name="memory">Where secrets may lie in memory; null: where Linux usually has a place for that.</param>
    public LinuxTaskHost(
        string dataDirectory, string supervisor, TimeProvider time, ILogger<LinuxTaskHost> logger, ControlGroups? groups = null, TransferProgram? transfers = null,
        IReadOnlyList<string>? memory = null, HostPolicy? policy = null)
    {
        (_groups, _transfers, _policy) = (groups, transfers, policy ?? HostPolicy.Anything);
        _tasks = Directory.CreateDirectory(Path.Join(dataDirectory, "tasks"), OwnerOnly).FullName;
        _orphans = Directory.CreateDirectory(Path.Join(dataDirectory, "orphans"), OwnerOnly).FullName;
        _spare = new SpareFiles(Path.Join(dataDirectory, "spare"));
        _secrets = new SecretFiles(Path.GetFullPath(dataDirectory), memory);
        (_time, _logger) = (time, logger);
        Supervisors = new ForkServer(supervisor, _tasks, logger);
        if (Directory.EnumerateFileSystemEntries(_tasks).Any(path => FileStatus.Read(path) is { IsMine: false }))
        {
            OpenTheWay();   // tasks of an earlier life still run as other users
        }
    }

    public ForkServer Supervisors { get; }

    /// <summary>Files that are put on the host from now on leave so many bytes of its disk free.</summary>
    public void KeepFree(long bytes) => _transfers = _transfers is { } transfers ? transfers with { KeepFreeBytes = bytes } : null;

    /// <summary>Running attempts run on under their supervisors.</summary>
    public void Dispose()
    {
        Supervisors.Dispose();
        foreach (var attempt in _inputs.Keys)
        {
            EndInput(attempt);
        }
    }

    public async Task<ITaskProcess> Start(RunTask given)
    {
        await Elsewhere();
        var files = FilesOf(AttemptId.Of(given));
        if (given.IsTransfer && _transfers is null)
        {
            return new FinishedProcess(ProcessEnd.NeverStarted(_time.GetUtcNow(), "This host neither takes nor gives files.", FailureCode.ExecutionFailed));
        }

        var order = ToRun(given);
        if (Interpreters.Missing(order, TaskEnvironment.Path(order)) is { } missing)
        {
            return new FinishedProcess(ProcessEnd.NeverStarted(_time.GetUtcNow(), StartFailures.Missing(missing), FailureCode.CommandNotFound));
        }

        var (account, problem) = TaskUser.Find(order.RunAs);
        problem ??= TimeZones.Problem(order.Setting?.TimeZone);
        if (problem is not null)
        {
            return new FinishedProcess(ProcessEnd.NeverStarted(_time.GetUtcNow(), problem, FailureCode.NotFound));
        }

        try
        {
            order = _secrets.Give(order, account);
            Prepare(order, files, account);
            var process = new SupervisedProcess(order, files, _time, _groups);
            _started[AttemptId.Of(order)] = process;
            await Supervisors.Start(process);
            await process.UnderWay;
            return given.IsTransfer ? new TransferProcess(process, files, account?.User) : WithSecretFiles(order, process);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or Win32Exception)
        {
            LogCouldNotStart(failed, order.TaskId, order.Attempt);
            RemoveSecrets(AttemptId.Of(order));
            return new FinishedProcess(ProcessEnd.NeverStarted(_time.GetUtcNow(), $"The host could not prepare the task: {failed.Message}", FailureCode.ExecutionFailed));
        }
    }

    public async Task<ITaskProcess?> Find(RunTask order)
    {
        await Elsewhere();
        var files = FilesOf(AttemptId.Of(order));
        if (!files.TryVoid() && files.ReadClaim() is not null)
        {
            var found = new SupervisedProcess(ToRun(order), files, _time, _groups);
            found.Hear([new SupervisorEvent.Silenced()]);
            return order.IsTransfer ? new TransferProcess(found, files, TaskUser.Find(order.RunAs).Account?.User) : WithSecretFiles(order, found);
        }

        RemoveSecrets(AttemptId.Of(order));
        files.Delete();   // it was never claimed; its preparation may have been cut short
        return null;
    }

    public async Task<ITaskProcess?> Gather(RunTask order)
    {
        if (order.Artifacts is null || _transfers is null)
        {
            return null;
        }

        await Elsewhere();
        var attempt = AttemptId.Of(order);
        var files = GatheringOf(attempt);
        var (account, problem) = TaskUser.Find(order.RunAs);
        if (problem is not null)
        {
            return new FinishedProcess(ProcessEnd.NeverStarted(_time.GetUtcNow(), problem, FailureCode.NotFound));   // he went away since: nobody else may read for him
        }

        var gathering = _transfers.Gathering(order, order.WorkingDirectory ?? FilesOf(attempt).Work);
        if (!files.TryVoid() && files.ReadClaim() is not null)
        {
            var found = new SupervisedProcess(gathering, files, _time);
            found.Hear([new SupervisorEvent.Silenced()]);
            return new TransferProcess(found, files, account?.User);
        }

        try
        {
            files.Delete();
            Prepare(gathering, files, account);
            var process = new SupervisedProcess(gathering, files, _time);
            await Supervisors.Start(process);
            return new TransferProcess(process, files, account?.User);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or Win32Exception)
        {
            LogCouldNotStart(failed, order.TaskId, order.Attempt);
            return new FinishedProcess(ProcessEnd.NeverStarted(_time.GetUtcNow(), failed.Message, FailureCode.ExecutionFailed));
        }
    }

    public async Task<long?> Type(TypeInput input)
    {
        var attempt = new AttemptId(input.TaskId, input.Attempt);
        return await _inputs.GetOrAdd(attempt, id => new InputLine(_tasks, FilesOf(id).InputName)).Type(input).ConfigureAwait(false);
    }

    public IOutput Output(AttemptId attempt, LogStream stream) => new OutputFile(FilesOf(attempt).Output(stream));

    public IOutput Order(AttemptId attempt) => new OutputFile(FilesOf(attempt).OutputOrder);

    public async Task Remove(AttemptId attempt)
    {
        await Elsewhere();
        EndInput(attempt);
        RemoveSecrets(attempt);
        try
        {
            _groups?.Remove(attempt.ToString());
            RemoveGathering(attempt);
            FilesOf(attempt).Delete(_started.TryRemove(attempt, out var process) && process is { IsClean: true, HasSecrets: false });
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(failed, attempt.ToString());
        }
    }

    public async Task SetAside(AttemptId attempt)
    {
        await Elsewhere();
        _started.TryRemove(attempt, out _);
        EndInput(attempt);
        RemoveSecrets(attempt);
        try
        {
            RemoveGathering(attempt);
            FilesOf(attempt).MoveTo(Path.Join(_orphans, attempt.ToString()));
            DropOldOrphans();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LogNotSetAside(failed, attempt.ToString());
        }
    }

    public async Task RemoveAllBut(IEnumerable<AttemptId> known)
    {
        await Elsewhere();
        var owners = known.Select(attempt => attempt.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var attempt in _groups?.Attempts().Where(attempt => !owners.Contains(attempt)).ToList() ?? [])
        {
            _groups!.Remove(attempt);
        }

        foreach (var attempt in _secrets.Given.Where(attempt => !owners.Contains(attempt)))
        {
            RemoveSecrets(attempt);
        }

        foreach (var path in Directory.EnumerateFileSystemEntries(_tasks).Where(path => !owners.Contains(TaskFiles.Owner(Path.GetFileName(path)))))
        {
            try
            {
                DirectoryTree.Delete(path);
            }
            catch (IOException failed)
            {
                LogNotRemoved(failed, TaskFiles.Owner(Path.GetFileName(path)));   // what cannot be deleted keeps nobody from working
            }
        }
    }

    /// <summary>Files are put there and brought by a program, and a name stands for a command; every other order runs what it says.</summary>
    private RunTask ToRun(RunTask order) => order switch
    {
        { IsTransfer: true } when _transfers is not null => _transfers.Order(order),
        { Kind: TaskKind.Named } => _policy.ToRun(order),
        { Artifacts: not null, Secrets: { } secrets } => order with { Secrets = secrets.Where(secret => secret.Key is not FileDelivery.TokenSecret).ToDictionary(StringComparer.Ordinal) },   // that is no script's business
        _ => order,
    };

    private ITaskProcess WithSecretFiles(RunTask order, ITaskProcess process) =>
        order.SecretFiles is { Count: > 0 } ? new SecretFilesProcess(process, () => RemoveSecrets(AttemptId.Of(order))) : process;

    private void EndInput(AttemptId attempt)
    {
        if (_inputs.TryRemove(attempt, out var line))
        {
            line.Dispose();
        }
    }

    private void RemoveSecrets(AttemptId attempt) => RemoveSecrets(attempt.ToString());

    private void RemoveSecrets(string attempt)
    {
        try
        {
            _secrets.Remove(attempt);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LogSecretsNotRemoved(failed, attempt);   // what cannot be deleted keeps nobody from working
        }
    }

    private TaskFiles GatheringOf(AttemptId attempt) => new(_tasks, attempt, part: GatheringPart);

    private void RemoveGathering(AttemptId attempt)
    {
        var files = GatheringOf(attempt);
        if (File.Exists(files.Claim))
        {
            files.Delete();
        }
    }

    private void Prepare(RunTask order, TaskFiles files, Account? account)
    {
        if (order.Kind is not (TaskKind.Argv or TaskKind.Named))
        {
            files.WriteScript(order);
        }

        if (order.Stdin is { Length: > 0 } stdin)
        {
            files.WriteStdin(stdin);
        }

        if (order.WorkingDirectory is null)
        {
            files.CreateWork();
        }

        if (account is not null)
        {
            files.GiveTo(order, account);
            OpenTheWay();
        }

        files.WriteSpec(SupervisorSpec.Write(order, files, account, _groups?.PathOf(files.Name)).Span);
    }

    /// <summary>
    /// Lets other users through to what was given to them. What lies beside that stays closed, and so do the lists of names: this directory and the one
    /// above it can be passed, and not be read.
    /// </summary>
    private void OpenTheWay()
    {
        foreach (var path in (string[])[_tasks, Path.GetDirectoryName(_tasks)!])
        {
            File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    /// <summary>Leaves the caller's turn: starting a process or deleting a tree takes longer than a decision may.</summary>
    private static ConfiguredTaskAwaitable Elsewhere() =>
        Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private void DropOldOrphans()
    {
        foreach (var old in new DirectoryInfo(_orphans).GetDirectories().OrderByDescending(d => d.LastWriteTimeUtc).Skip(OrphansKept))
        {
            DirectoryTree.Delete(old.FullName);
        }
    }

    private TaskFiles FilesOf(AttemptId attempt) => new(_tasks, attempt, _spare);
}
