using System.Text;
using System.Text.Unicode;
using OrleansOps.Http;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>What a task was asked to do, in the form in which it can be asked again.</summary>
internal static class SpecEndpoints
{
    public static void MapSpecs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/tasks/{id}/spec", Read).WithTags("Tasks").WithName("readTaskSpec")
            .WithSummary("Reads what a task was asked to do, as a body for submitting it again under another id.")
            .Answers<Api.SubmitTask>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<IResult> Read(string id, IGrainFactory grains)
    {
        if (TaskQueries.Id(id) is { } refusal)
        {
            return refusal.ToResult();
        }

        return await grains.GetGrain<ITaskGrain>(id).Describe() is { } task ? TypedResults.Ok(Show(task.Spec)) : TaskRefusals.Unknown(id).ToResult();
    }

    public static Api.SubmitTask Show(TaskSpec spec) => new()
    {
        Agent = spec.AgentId,
        Name = spec.Name,
        Kind = spec.Kind,
        Script = TextOf(spec.Script),
        ScriptBase64 = BytesOf(spec.Script),
        Argv = spec.Argv.Count == 0 ? null : spec.Argv,
        Env = spec.Env.Count == 0 ? null : spec.Env,
        Secrets = spec.File is not null ? null : spec.Secrets?.ToDictionary(secret => secret.Key, _ => (string?)null, StringComparer.Ordinal),
        StoredSecrets = spec.StoredSecrets,
        SecretFiles = spec.SecretFiles,
        Lock = spec.Lock,
        WorkingDirectory = spec.WorkingDirectory,
        Stdin = TextOf(spec.Stdin),
        StdinBase64 = BytesOf(spec.Stdin),
        TimeoutSeconds = (int)spec.Timeout.TotalSeconds,
        QueueSeconds = (int)spec.QueueTimeout.TotalSeconds,
        Grace = new Api.SubmitGrace { InterruptSeconds = spec.Grace.Interrupt.TotalSeconds, TerminateSeconds = spec.Grace.Terminate.TotalSeconds },
        Labels = spec.Labels.Count == 0 ? null : spec.Labels,
        LogCapBytes = spec.LogCapBytes is 0 or Protocol.Limits.LogCapBytes ? null : spec.LogCapBytes,   // what was left out stays left out: the same again must be the same
        KeepSeconds = (int?)spec.Keep?.TotalSeconds,
        RunAs = spec.RunAs.ToRest(),
        Umask = SettingRules.Umask(spec.Setting?.Umask),
        CreateDirectory = spec.Setting is { CreateDirectory: true } ? true : null,
        Locale = spec.Setting?.Locale,
        TimeZone = spec.Setting?.TimeZone,
        Nice = spec.Setting?.Nice,
        IoNice = SettingRules.IoNice(spec.Setting?.IoClass, spec.Setting?.IoLevel ?? 0),
        Limits = LimitRules.ToRest(spec.Limits),
        File = FileRules.ToRest(spec.File, isWhole: true),
        Collect = FileRules.ToRest(spec.Collect),
        Artifacts = spec.Artifacts?.Paths,
        OnLost = spec.OnLost == OnLost.Fail ? null : spec.OnLost,
        Retry = spec.Retry.ToRest(),
        Input = spec.InputIdle is { } idle ? new Api.SubmitTerminalInput { IdleSeconds = (int)idle.TotalSeconds } : null,
        Tty = spec.Tty is { } tty ? new Api.SubmitTerminal { Columns = tty.Columns, Rows = tty.Rows } : null,
    };

    private static string? TextOf(byte[]? bytes) => bytes is not null && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    private static byte[]? BytesOf(byte[]? bytes) => bytes is not null && !Utf8.IsValid(bytes) ? bytes : null;
}
