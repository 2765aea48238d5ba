using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Agents;

/// <summary>The agent's own directory: its identity, its journal, its tasks. Nobody else may look into it.</summary>
internal sealed class DataDirectory : IDisposable
{
    /// <summary>What in it a running agent holds a lock on.</summary>
    public const string LockFile = "lock";

    /// <summary>Where in it the programs are that it starts.</summary>
    public const string ProgramFolder = "bin";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerEnters = OwnerOnly | UnixFileMode.UserExecute;
    private const string IdentityFile = "identity.json";

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Root = path;
        _lock = held;
    }

    public string Root { get; }

    public string Journal => Path.Join(Root, "journal");

    public string Programs => Path.Join(Root, ProgramFolder);

    /// <summary>Where it is unless somebody says otherwise.</summary>
    public static string Default => Environment.IsPrivilegedProcess
        ? "/var/lib/ops-agent"
        : Path.Join(
            Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
                ? state
                : Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/state"),
            "ops-agent");

    /// <summary>Opens it for this process alone, and makes it first if it is not there.</summary>
    /// <exception cref="AgentStartException">Another agent has it, or it is not fit for use.</exception>
    public static DataDirectory Open(string path)
    {
        try
        {
            var directory = Directory.CreateDirectory(path, OwnerEnters);
            if (directory.LinkTarget is not null)
            {
                throw new AgentStartException($"The data directory '{path}' is a symbolic link. Name the directory itself with --data.");
            }

            // First whose it is, then who may write to it, then what is in it: from the second step on nobody else can change what the third one looks at.
            CheckOwner(path);
            File.SetUnixFileMode(path, OwnerEnters);
            CheckContents(path);

            // The kernel lets go of it when the process ends, however that was: a lock of a dead agent stands in nobody's way.
            var held = new FileStream(Path.Join(path, LockFile), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = OwnerOnly,
            });
            return new DataDirectory(Path.GetFullPath(path), held);
        }
        catch (IOException failed)
        {
            throw new AgentStartException(
                $"The data directory '{path}' cannot be used. Another agent may be running with it. ({failed.Message})", failed);
        }
        catch (UnauthorizedAccessException failed)
        {
            throw new AgentStartException(
                $"The data directory '{path}' belongs to somebody else. Choose another with --data. ({failed.Message})", failed);
        }
    }

    public AgentIdentity? ReadIdentity() => IdentityIn(Root);

    /// <summary>Who the installation in a directory is, whether its agent runs or not; null: it was never enrolled.</summary>
    /// <exception cref="AgentStartException">It cannot be read, or is damaged.</exception>
    public static AgentIdentity? IdentityIn(string directory)
    {
        var path = Path.Join(directory, IdentityFile);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var file = OwnFiles.Open(path, FileAccess.Read, FileMode.Open);
            using var stream = new FileStream(file, FileAccess.Read);
            return JsonSerializer.Deserialize(stream, IdentityJson.Default.AgentIdentity);
        }
        catch (IOException failed)
        {
            throw new AgentStartException($"'{path}' cannot be read: {failed.Message}", failed);
        }
        catch (JsonException failed)
        {
            throw new AgentStartException($"'{path}' is damaged. Enrol this agent again with 'ops-agent enrol --again'.", failed);
        }
    }

    /// <summary>Why an agent of this user must not use that directory, as a sentence; null if it may, or there is none.</summary>
    public static string? Problem(string path) => FileTrust.Problem(path, onlyMine: true) ?? (Directory.Exists(path) ? ContentsProblem(path) : null);

    public void WriteIdentity(AgentIdentity identity) =>
        Write(IdentityFile, file => JsonSerializer.Serialize(file, identity, IdentityJson.Default.AgentIdentity));

    /// <summary>What seals the secrets in the journal. Made the first time.</summary>
    /// <exception cref="AgentStartException">It cannot be read, or is none.</exception>
    public byte[] JournalKey()
    {
        var path = Path.Join(Root, "journal.key");
        try
        {
            if (!File.Exists(path))
            {
                var fresh = RandomNumberGenerator.GetBytes(JournalSeal.KeyBytes);
                Write("journal.key", file => file.Write(fresh));
                return fresh;
            }

            using var file = OwnFiles.Open(path, FileAccess.Read, FileMode.Open);
            // A damaged one is not replaced: with another key nobody could read the secrets of the tasks that are held.
            var key = new byte[JournalSeal.KeyBytes];
            return RandomAccess.GetLength(file) == key.Length && RandomAccess.Read(file, key, 0) == key.Length
                ? key
                : throw new AgentStartException($"'{path}' is damaged: it must have {JournalSeal.KeyBytes} bytes. Put back the one that was there, or delete it if no task with secrets is held here.");
        }
        catch (IOException failed)
        {
            throw new AgentStartException($"'{path}' cannot be read: {failed.Message}", failed);
        }
    }

    /// <summary>
    /// Names this directory on this machine: the same for each life of the agent and each boot of the host, another for a copy. Null where the
    /// system does not tell files apart.
    /// </summary>
    public string? Installation()
    {
        const string Inode = "ino:";
        // A copy of the directory has another inode, and the same disk in another machine the other machine's id.
        var handle = _lock.SafeFileHandle.DangerousGetHandle();
        var inode = File.ReadLines($"/proc/self/fdinfo/{handle}").FirstOrDefault(line => line.StartsWith(Inode, StringComparison.Ordinal));
        return inode is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{inode[Inode.Length..].Trim()}@{MachineId()}")))[..32];
    }

    /// <summary>Who owns it, or a directory on the way to it, decides what this agent runs and for whom.</summary>
    private static void CheckOwner(string path)
    {
        if (FileTrust.Problem(path, onlyMine: true) is { } problem)
        {
            throw new AgentStartException($"The data directory '{path}' is not safe to use. {problem} (or choose another directory with --data).");
        }
    }

    /// <summary>Made before the directory was ours, they may be somebody's still: programs, identity, journal.</summary>
    private static void CheckContents(string path)
    {
        if (ContentsProblem(path) is { } problem)
        {
            throw new AgentStartException($"The data directory '{path}' is not safe to use. {problem}");
        }
    }

    private static string? ContentsProblem(string path) => Directory.EnumerateFileSystemEntries(path)
        .Select(entry => FileStatus.Read(entry) is { IsLink: true } ? $"'{entry}' is a symbolic link; remove it." : FileTrust.Problem(entry))
        .FirstOrDefault(problem => problem is not null);

    /// <summary>The whole of it or nothing is there, whenever the power goes.</summary>
    private void Write(string name, Action<FileStream> contents)
    {
        var path = Path.Join(Root, name);
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var file = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            contents(file);
            file.Flush(flushToDisk: true);   // before it gets its name: else the name could be on the disk, and nothing behind it
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Whether there is nothing in it that somebody may miss.</summary>
    public bool IsFresh => Directory.EnumerateFileSystemEntries(Root).All(entry => Path.GetFileName(entry) == LockFile);

    /// <summary>Deletes all that is in it, the lock last, and itself where it may: it may be mounted there. Not fit for use any more.</summary>
    public void Destroy()
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(Root).Where(entry => Path.GetFileName(entry) != LockFile).ToList())
        {
            DirectoryTree.Delete(entry);
        }

        File.Delete(Path.Join(Root, LockFile));
        try
        {
            Directory.Delete(Root);
        }
        catch (IOException)
        {
            // It is a mount, or stands where nothing may be deleted; it is empty.
        }
    }

    private static string MachineId()
    {
        const string Path = "/etc/machine-id";
        return File.Exists(Path) ? File.ReadAllText(Path).Trim() : "";
    }

    public void Dispose() => _lock.Dispose();
}
