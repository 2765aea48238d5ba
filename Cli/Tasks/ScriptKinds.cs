using System.Text;

namespace OrleansOps.Cli;

/// <summary>What a script is run with.</summary>
internal static class ScriptKinds
{
    public const string Shell = "shell";
    public const string Bash = "bash";
    public const string Python = "python";

    /// <summary>A program and its arguments, without a script.</summary>
    public const string Argv = "argv";

    /// <summary>Longest first line that is looked at; the kernel itself stops at 256.</summary>
    private const int ShebangLimit = 256;

    /// <summary>By the first line if that names an interpreter, by the file's name otherwise.</summary>
    public static string Guess(string path, ReadOnlySpan<byte> script) => Interpreter(script) switch
    {
        null => FromName(path),
        "sh" or "dash" or "ash" => Shell,
        "bash" => Bash,
        var name when name.StartsWith(Python, StringComparison.Ordinal) && name[Python.Length..].All(letter => letter is '.' or (>= '0' and <= '9')) => Python,
        var other => throw CliException.Usage(
            $"--script {Printable.Of(path)} asks for \"{Printable.Of(other)}\"; scripts are run with shell, bash or python.",
            $"Choose one with --kind, or give it to its own program: opsctl run --on HOST --stdin FILE -- {ShellText.Quote(other)} -"),
    };

    private static string FromName(string path) => Path.GetExtension(path) switch
    {
        ".py" => Python,
        ".bash" => Bash,
        _ => Shell,
    };

    /// <summary>The program's name in "#!/usr/bin/env -S python3 -u" and the like; null without such a line.</summary>
    private static string? Interpreter(ReadOnlySpan<byte> script)
    {
        if (!script.StartsWith("#!"u8))
        {
            return null;
        }

        var line = script[2..Math.Min(script.Length, ShebangLimit)];
        var end = line.IndexOfAny((byte)'\n', (byte)'\r');
        var words = Encoding.UTF8.GetString(end < 0 ? line : line[..end]).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var names = words.Select(word => word[(word.LastIndexOf('/') + 1)..]).ToList();
        return names is ["env", .. var rest]
            ? rest.FirstOrDefault(word => !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal))
            : names.FirstOrDefault();
    }
}
