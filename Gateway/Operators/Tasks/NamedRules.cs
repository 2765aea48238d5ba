using OrleansOps.Http;
using OrleansOps.Protocol;
using TaskKind = OrleansOps.Tasks.TaskKind;

namespace OrleansOps.Operators.Tasks;

/// <summary>What a task of a named command must be like. Which commands there are, and what arguments they take, the host alone knows.</summary>
internal static class NamedRules
{
    /// <summary>The first rule that it breaks, or null.</summary>
    public static Refusal? Broken(Api.SubmitTask task) => task switch
    {
        { Kind: not TaskKind.Named } => null,
        { Argv: not { Count: > 0 } } => Refusal.Bad(Api.ProblemCodes.MissingField, "argv", "A task of kind 'named' needs the name of a command in 'argv', and its arguments behind it."),
        { Argv: [var name, ..] } when !IdFormat.IsId(name) => Refusal.Bad(
            Api.ProblemCodes.InvalidName, "argv", $"The first of 'argv' is the name of a command: 1 to {Limits.IdLength} letters, digits, '_' and '-'."),
        _ when Given(task) is { } field => Refusal.Bad(Api.ProblemCodes.NotForNamed, field, $"A named command takes arguments alone, and '{field}' has no meaning for it. Leave it out."),
        _ => null,
    };

    private static string? Given(Api.SubmitTask task) => task switch
    {
        { Script: not null } => "script",
        { ScriptBase64: not null } => "scriptBase64",
        { Stdin: not null } => "stdin",
        { StdinBase64: not null } => "stdinBase64",
        { WorkingDirectory: not null } => "workingDirectory",
        { Artifacts: not null } => "artifacts",
        { RunAs: not null } => "runAs",
        { Umask: not null } => "umask",
        { CreateDirectory: not null } => "createDirectory",
        { Locale: not null } => "locale",
        { TimeZone: not null } => "timeZone",
        { Nice: not null } => "nice",
        { IoNice: not null } => "ioNice",
        _ => null,
    };
}
