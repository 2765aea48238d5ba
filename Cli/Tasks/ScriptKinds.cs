using OrleansOps.Protocol;

namespace OrleansOps.Cli;

/// <summary>What a script is run with.</summary>
internal static class ScriptKinds
{
    public const string Shell = "shell";

    /// <summary>A program and its arguments, without a script.</summary>
    public const string Argv = "argv";

    /// <summary>A file that is put on the host.</summary>
    public const string File = "file";

    /// <summary>Files that are brought from the host.</summary>
    public const string Collect = "collect";

    /// <summary>A command that the host offers under a name.</summary>
    public const string Named = "named";

    private const string Auto = "auto";

    /// <summary>Other names that people and file names have for some.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["sh"] = Shell,
        ["py"] = "python",
        ["pl"] = "perl",
        ["js"] = "node",
        ["mjs"] = "node",
        ["cjs"] = "node",
        ["javascript"] = "node",
        ["golang"] = "go",
        ["ps1"] = "powershell",
        ["bat"] = "cmd",
    };

    /// <summary>What --kind takes.</summary>
    public static IEnumerable<string> All => Enum.GetValues<TaskKind>().Where(kind => kind is not (TaskKind.Argv or TaskKind.Named or TaskKind.File or TaskKind.Collect)).Select(Name).Concat(["sh", "py", "js", "javascript", "golang"]);

    /// <summary>What a kind is called by the server.</summary>
    public static string Of(string kind) => Aliases.GetValueOrDefault(kind, kind);

    /// <summary>By the first line if that names an interpreter, which the server then follows to the letter; by the file's name otherwise.</summary>
    public static string Guess(string path, ReadOnlySpan<byte> script) => InterpreterLine.Of(WithoutMark(script)) switch
    {
        null => FromName(path),
        { Kind: { } kind } => Name(kind),
        _ => Auto,
    };

    /// <summary>Editors on Windows begin a file with a mark that is no part of it.</summary>
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> script) => script.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? script[3..] : script;

    private static string FromName(string path) => Path.GetExtension(path).TrimStart('.') is { Length: > 0 } ending
        && (Aliases.ContainsKey(ending) || ending is "bash" or "go" or "cmd") ? Of(ending) : Shell;

    private static string Name(TaskKind kind) => kind.ToString().ToLowerInvariant();
}
