using System.Runtime.InteropServices;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// What an attempt has on disk: files side by side, named after it, and a working directory if it needs one. As few as possible,
/// because making and deleting them is most of what a short task costs.
/// </summary>
/// <param name="part">What of the attempt they are for, where it is not its own program.</param>
internal sealed class TaskFiles(string parent, AttemptId attempt, SpareFiles? spare = null, string part = "")
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerRuns = OwnerOnly | UnixFileMode.UserExecute;

    private readonly string _base = Path.Join(parent, attempt.ToString() + part);

    public string Parent => parent;

    public string Name { get; } = attempt.ToString() + part;

    public string Stdin => _base + ".stdin";

    public string Work => _base;

    /// <summary>No process of another attempt carries the same in its environment.</summary>
    public string Mark => _base;

    public string Claim => _base + ".claim";

    public string OutputOrder => _base + ".order";

    /// <summary>Where it takes what is typed, while it runs.</summary>
    public string InputName => Name + ".tty";

    private string Input => _base + ".tty";

    private string Order => _base + ".task";

    /// <summary>Which of these it has, its order says; who deletes it has none.</summary>
    private IEnumerable<string> Scripts => Interpreters.Endings.Select(Script);

    /// <summary>The attempt that a file or directory belongs to, by its name.</summary>
    public static string Owner(string name)
    {
        var parts = name.Split('.', 3);
        return parts.Length < 2 ? name : $"{parts[0]}.{parts[1]}";
    }

    /// <summary>How many attempts have an order or a claim in that directory; the agent need not run.</summary>
    public static int CountIn(string parent) => Directory.Exists(parent)
        ? Directory.EnumerateFiles(parent).Where(path => path.EndsWith(".task", StringComparison.Ordinal) || path.EndsWith(".claim", StringComparison.Ordinal)).Select(path => Owner(Path.GetFileName(path))).Distinct(StringComparer.Ordinal).Count()
        : 0;

    public string Script(RunTask order) => Script(Interpreters.Ending(order));

    public string Output(LogStream stream) => _base + (stream == LogStream.Stdout ? ".out" : ".err");

    public void CreateWork()
    {
        if (spare?.TakeDirectory(Work) != true)
        {
            Directory.CreateDirectory(Work, OwnerRuns);
        }
    }

    public void WriteScript(RunTask order) => Write(Script(order), order.Script ?? [], OwnerRuns);

    /// <summary>Another user can read his script and use his directory. Nobody else can, but the agent, which is root then.</summary>
    /// <exception cref="IOException">They cannot be given away.</exception>
    public void GiveTo(RunTask order, Linux.Account account)
    {
        foreach (var path in (string[])[.. order.Kind is TaskKind.Argv or TaskKind.Named ? Array.Empty<string>() : [Script(order)], .. order.WorkingDirectory is null ? [Work] : Array.Empty<string>()])
        {
            if (!Linux.Accounts.TryGive(path, account))
            {
                throw new IOException($"'{path}' could not be given to user '{account.Name}': {Marshal.GetLastPInvokeErrorMessage()}.");
            }
        }
    }

    public void WriteStdin(byte[] stdin) => Write(Stdin, stdin, OwnerOnly);

    /// <summary>After this a supervisor can claim it.</summary>
    public void WriteSpec(ReadOnlySpan<byte> spec)
    {
        if (spare?.TakeFile(Order, spec) != true)
        {
            Write(Order, spec, OwnerOnly);
        }
    }

    /// <summary>
    /// Takes the attempt away from a supervisor that may be about to claim it. Only one of deletion and claim can succeed, so this
    /// decides for good whether the attempt ran.
    /// </summary>
    public bool TryVoid() => Linux.Native.Unlink(Order) == 0;

    /// <summary>What is written down of the attempt, if it was claimed.</summary>
    public ClaimRecord? ReadClaim() => File.Exists(Claim) ? ClaimRecord.Parse(File.ReadAllBytes(Claim)) : null;

    /// <summary>Deletes it all. Links are deleted, never followed.</summary>
    /// <param name="isClean">No process of the attempt is left, and its working directory is empty.</param>
    public void Delete(bool isClean = false)
    {
        foreach (var path in (string[])[Order, .. Scripts, Stdin, Output(LogStream.Stdout), Output(LogStream.Stderr), OutputOrder, Input])
        {
            DeleteFile(path);
        }

        if (!isClean || spare?.KeepDirectory(Work) != true)
        {
            Linux.DirectoryTree.Delete(Work);
        }

        // Last: while it is there, the rest is known to belong to an attempt that ran.
        if (!isClean || spare?.KeepFile(Claim) != true)
        {
            DeleteFile(Claim);
        }
    }

    /// <summary>Most of these do not exist. File.Delete would look three more times at the path of each.</summary>
    private static void DeleteFile(string path)
    {
        if (Linux.Native.Unlink(path) != 0 && Marshal.GetLastPInvokeError() != Linux.Native.NoSuchFile)
        {
            File.Delete(path);   // says what is wrong
        }
    }

    /// <summary>Moves what an operator may want to see into a directory.</summary>
    public void MoveTo(string directory)
    {
        Directory.CreateDirectory(directory, OwnerRuns);
        foreach (var path in (string[])[.. Scripts, Output(LogStream.Stdout), Output(LogStream.Stderr), OutputOrder, Claim])
        {
            if (File.Exists(path))
            {
                File.Move(path, Path.Join(directory, path[(_base.Length + 1)..]), overwrite: true);
            }
        }

        Delete();
    }

    private string Script(string ending) => _base + ".script" + ending;

    private static void Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode)
    {
        // CreateNew never follows a link that somebody planted.
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = mode,
            BufferSize = 0,
        });
        file.Write(bytes);
    }
}
