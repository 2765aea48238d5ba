using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Protocol;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>What a run may be like. A rule that is broken names its field, its limit and the way out; nothing is stored then.</summary>
internal static class RunRules
{
    private const int TextLength = 500;

    /// <summary>How names begin that a run sets itself.</summary>
    private static readonly string[] Taken = ["TF_HTTP_", "TF_RUN_", "TF_WORKSPACE", "TF_DATA_DIR", "TF_CLI_ARGS"];

    public static Refusal? Id(string run) => IdFormat.IsId(run) && run.Length <= RunIds.Length && !run.Contains(RunIds.Separator, StringComparison.Ordinal)
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidId, "run", $"The id of a run is 1 to {RunIds.Length} characters out of A-Z, a-z, 0-9, '_' and '-', without '{RunIds.Separator}'.");

    /// <summary>The first rule that the submission breaks, or null. Host and code are asked for later.</summary>
    public static Refusal? Broken(Api.SubmitRun run) =>
        Agent(run.Agent) ?? Code(run.Code) ?? Mode(run) ?? Program(run.Program) ?? Names("variables", run.Variables?.Keys) ?? Own("env", run.Env?.Keys) ?? Own("secrets", run.Secrets?.Keys);

    public static Refusal? Broken(Api.DecideRun? decision) => decision?.Comment is null or { Length: > 0 and <= TextLength } && (decision?.Comment is null || ShownText.IsPrintable(decision.Comment))
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidReason, "comment", $"'comment' must be 1 to {TextLength} printable characters, or be left out.");

    private static Refusal? Agent(string? agent) => agent is { Length: > 0 and <= 128 }
        ? null
        : Refusal.Bad(Api.ProblemCodes.MissingField, "agent", "'agent' must be the id or the name of a host.") with { See = "GET /api/v1/agents" };

    private static Refusal? Code(string? code) => code is not null && FileLimits.IsSha256(code)
        ? null
        : Refusal.Bad(code is null ? Api.ProblemCodes.MissingField : Api.ProblemCodes.InvalidValue, "code", "'code' must be the id of a file of the store: 64 lower-case hexadecimal digits.") with
        { See = "POST /api/v1/files/uploads" };

    private static Refusal? Mode(Api.SubmitRun run) => run is { PlanOnly: true, AutoApprove: true }
        ? Refusal.Bad(Api.ProblemCodes.NotTogether, "autoApprove", "A run that ends with its plan has nothing to approve. Send one of 'planOnly' and 'autoApprove'.")
        : null;

    private static Refusal? Program(string? program) => program is null || (program.Length is > 0 and <= Limits.PathLength && (HostPaths.IsName(program) || HostPaths.IsWhole(program)) && program[0] != '-')
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidPath, "program", "'program' must be a name such as terraform or tofu, or an absolute path without '..'.");

    private static Refusal? Names(string field, IEnumerable<string>? names) => names?.FirstOrDefault(name => !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_') || name.Length == 0) is { } odd
        ? Refusal.Bad(Api.ProblemCodes.InvalidVariable, field, $"'{field}' has '{(ShownText.IsPrintable(odd) ? odd : "...")}': a variable that is given by the environment is letters, digits and '_'.")
        : null;

    private static Refusal? Own(string field, IEnumerable<string>? names) => names?.FirstOrDefault(name => Taken.Any(taken => name.StartsWith(taken, StringComparison.Ordinal))) is { } taken
        ? Refusal.Bad(Api.ProblemCodes.InvalidVariable, field, $"'{field}' has '{taken}', which a run sets itself. Leave it out.")
        : null;
}
