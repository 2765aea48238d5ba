using System.Globalization;

namespace OrleansOps.Tasks;

/// <summary>The directory of one attempt: its script, its input, its output, and what its supervisor wrote down.</summary>
internal sealed class TaskDirectory(string parent, AttemptId attempt)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerRuns = OwnerOnly | UnixFileMode.UserExecute;
    private const string ClaimPrefix = "claim.";

    public string Root { get; } = Path.Join(parent, attempt.ToString());

    public string Script => Path.Join(Root, "script");

    public string Stdin => Path.Join(Root, "stdin");

    public string Work => Path.Join(Root, "work");

    public string Record => Path.Join(Root, "record");

    public string Output(Protocol.LogStream stream) => Path.Join(Root, stream == Protocol.LogStream.Stdout ? "stdout" : "stderr");

    private string Spec => Path.Join(Root, "spec");

    public void Create() => Directory.CreateDirectory(Root, OwnerRuns);

    public void CreateWork() => Directory.CreateDirectory(Work, OwnerRuns);

    public void WriteScript(byte[] script) => Write(Script, script, OwnerRuns);

    public void WriteStdin(byte[] stdin) => Write(Stdin, stdin, OwnerOnly);

    public void WriteSpec(ReadOnlySpan<byte> spec) => Write(Spec, spec, OwnerOnly);

    /// <summary>Who claimed the attempt, if somebody did.</summary>
    public SupervisorClaim? FindClaim()
    {
        if (!Directory.Exists(Root))
        {
            return null;
        }

        foreach (var path in Directory.EnumerateFiles(Root, ClaimPrefix + "*"))
        {
            var parts = Path.GetFileName(path).Split('.');
            if (parts.Length == 3
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && ulong.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            {
                return new SupervisorClaim(pid, ticks, ReadBootId(path));
            }
        }

        return null;
    }

    /// <summary>
    /// Takes the attempt away from a supervisor that may be about to claim it. Only one of the two renames can succeed, so this
    /// decides for good whether the attempt ran.
    /// </summary>
    public bool TryVoid()
    {
        try
        {
            File.Move(Spec, Path.Join(Root, "void"), overwrite: true);
            return true;
        }
        catch (IOException)
        {
            return false;   // no such file: it was claimed, or never written
        }
    }

    /// <summary>What the supervisor wrote down so far; a last line without its newline is not yet one.</summary>
    public List<SupervisorEvent> ReadRecord()
    {
        var events = new List<SupervisorEvent>();
        if (!File.Exists(Record))
        {
            return events;
        }

        var text = File.ReadAllText(Record);
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (SupervisorEvent.Parse(line) is { } known)
            {
                events.Add(known);
            }
        }

        return events;
    }

    /// <summary>Deletes it. Links are deleted, never followed.</summary>
    public void Delete()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private static string ReadBootId(string claim)
    {
        var spec = File.ReadAllText(claim);
        var end = spec.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? "" : spec[..end];
    }

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
