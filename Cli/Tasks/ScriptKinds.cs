using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.Cli;

/// <summary>What a script is run with.</summary>
internal static class ScriptKinds
{
    public const string Shell = "shell";
    public const string Bash = "bash";
    public const string Python = "python";

    /// <summary>A program and its arguments, without a script.</summary>
    public const string Argv = "argv";

    /// <summary>By the first line if that names an interpreter, which the server then follows to the letter; by the file's name otherwise.</summary>
    public static string Guess(string path, ReadOnlySpan<byte> script) => InterpreterLine.Of(WithoutMark(script)) switch
    {
        null => FromName(path),
        { Kind: TaskKind.Shell } => Shell,
        { Kind: TaskKind.Bash } => Bash,
        { Kind: TaskKind.Python } => Python,
        { Name: var other } => throw CliException.Usage(
            $"--script {Printable.Of(path)} asks for \"{Printable.Of(other)}\"; scripts are run with shell, bash or python.",
            $"Give it to its own program: opsctl run --on HOST --stdin FILE -- {ShellText.Quote(other)} -"),
    };

    /// <summary>Editors on Windows begin a file with a mark that is no part of it.</summary>
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> script) => script.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? script[3..] : script;

    private static string FromName(string path) => Path.GetExtension(path) switch
    {
        ".py" => Python,
        ".bash" => Bash,
        _ => Shell,
    };
}
