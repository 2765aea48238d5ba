using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using OrleansOps.HostAgent.Linux;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Those secrets of tasks that come as files. Each attempt has a directory of its own, which is its user's alone, in memory where the host has such a place and on the agent's
/// disk otherwise. The one around them can be passed and not be read, has a name that nobody can guess, and is there only while one of them is.
/// </summary>
internal sealed class SecretFiles
{
    /// <summary>Has the name of the directory in memory: the next life of the agent finds it by that.</summary>
    public const string NameFile = "secret-files";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerEnters = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode AllPass = OwnerEnters | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const int NameBytes = 16;

    /// <summary>In this order: what is in /dev/shm goes with its owner's last session where the system is set so, what is in /run stays.</summary>
    private static readonly string[] UsualMemory = ["/run", "/dev/shm"];

    private readonly Lock _turn = new();
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly string _data;
    private readonly IReadOnlyList<string> _memory;
    private string? _name;

    /// <param name="data">The agent's directory.</param>
    /// <param name="memory">Where there may be a file system in memory; null: where it usually is.</param>
    public SecretFiles(string data, IReadOnlyList<string>? memory = null)
    {
        (_data, _memory) = (data, memory ?? UsualMemory);
        _name = ReadName();
        foreach (var place in Places.Where(IsMine))
        {
            _given.UnionWith(Directory.EnumerateFileSystemEntries(place).Select(path => Path.GetFileName(path)));
        }

        RemoveIfNotUsed();
    }

    /// <summary>Names of attempts that have a directory.</summary>
    public IReadOnlyList<string> Given
    {
        get
        {
            lock (_turn)
            {
                return [.. _given];
            }
        }
    }

    private IEnumerable<string> Places => [.. _name is { } name ? _memory.Select(memory => Path.Join(memory, name)) : [], Path.Join(_data, "secrets")];

    /// <summary>Writes them. Returns the order with their paths as values.</summary>
    /// <exception cref="IOException">They cannot be written, or not be given to that user; nothing is left of them.</exception>
    public RunTask Give(RunTask order, Account? account)
    {
        if (order.SecretFiles is not { Count: > 0 } names)
        {
            return order;
        }

        var attempt = AttemptId.Of(order).ToString();
        try
        {
            var folder = Make(attempt);
            var values = order.Secrets!.ToDictionary(StringComparer.Ordinal);
            foreach (var name in names)
            {
                var path = Path.Join(folder, name);
                Write(path, values[name]);
                Hand(path, account);
                values[name] = path;
            }

            Hand(folder, account);   // last: until then nobody but the agent can put anything there
            return order with { Secrets = values };
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Remove(attempt);
            throw;
        }
    }

    /// <summary>Deletes those of an attempt. Links are deleted and not followed, whatever its user put there.</summary>
    /// <exception cref="IOException">Something of them could not be deleted.</exception>
    public void Remove(string attempt)
    {
        lock (_turn)
        {
            if (!_given.Contains(attempt))
            {
                return;
            }
        }

        foreach (var place in Places)
        {
            DirectoryTree.Delete(Path.Join(place, attempt));
        }

        lock (_turn)
        {
            _given.Remove(attempt);
            RemoveIfNotUsed();
        }
    }

    private void RemoveIfNotUsed()
    {
        foreach (var place in _given.Count == 0 ? Places.Where(IsMine) : [])
        {
            Directory.Delete(place);
        }
    }

    private static bool IsMine(string path) => FileStatus.Read(path) is { IsDirectory: true, IsMine: true };

    /// <summary>It has no name that a link could be waiting under: what is there belongs to this user, or another place is taken.</summary>
    private string Make(string attempt)
    {
        lock (_turn)
        {
            _name ??= WriteName();
            var place = Places.FirstOrDefault(place => IsMemoryOrDisk(place) && TryMake(place)) ?? throw new IOException($"'{_data}/secrets', for secrets as files, could not be made.");
            _given.Add(attempt);
            var folder = Path.Join(place, attempt);
            DirectoryTree.Delete(folder);
            return Directory.CreateDirectory(folder, OwnerEnters).FullName;
        }
    }

    private bool IsMemoryOrDisk(string place)
    {
        var parent = Path.GetDirectoryName(place)!;
        return parent == _data || (Directory.Exists(parent) && new DriveInfo(parent).DriveFormat is "tmpfs" or "ramfs");
    }

    private static bool TryMake(string place)
    {
        try
        {
            Directory.CreateDirectory(place, OwnerEnters);
            if (!IsMine(place))
            {
                return false;
            }

            File.SetUnixFileMode(place, AllPass);
            return true;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return false;   // only root may write to /run
        }
    }

    private static void Write(string path, string value)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly, BufferSize = 0 });
        file.Write(Encoding.UTF8.GetBytes(value));
    }

    private static void Hand(string path, Account? account)
    {
        if (account is not null && !Accounts.TryGive(path, account))
        {
            throw new IOException($"'{path}' could not be given to user '{account.Name}': {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    private string? ReadName()
    {
        var path = Path.Join(_data, NameFile);
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = OwnFiles.Open(path, FileAccess.Read, FileMode.Open);
        var bytes = new byte[64];
        var text = Encoding.ASCII.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0));
        return IsName(text) ? text : null;   // it was cut short before anything was made under it
    }

    private string WriteName()
    {
        var name = $"ops-agent-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}";
        using var file = OwnFiles.Open(Path.Join(_data, NameFile), FileAccess.Write, FileMode.Create);
        RandomAccess.Write(file, Encoding.ASCII.GetBytes(name), 0);
        RandomAccess.FlushToDisk(file);   // before anything is made under it
        return name;
    }

    private static bool IsName(string text) =>
        text.StartsWith("ops-agent-", StringComparison.Ordinal) && text.Length == "ops-agent-".Length + (2 * NameBytes) && text["ops-agent-".Length..].All(char.IsAsciiHexDigitLower);
}
