using System.Text.Json;
using OrleansOps.Http;
using OrleansOps.Operators.Tasks;
using OrleansOps.Protocol;
using OrleansOps.Seeds.S2.Wire;
using OrleansOps.Tasks;
using TaskKind = OrleansOps.Tasks.TaskKind;

namespace OrleansOps.Seeds.S2;

/// <summary>
/// A task of a control plane in the words of our own API, by whose rules it is then measured. What it asks for and nobody here knows is refused by its name: S2 dropped it
/// without a word, the user to run as before all.
/// </summary>
internal static class S2Orders
{
    private const long BytesOfMebibyte = 1024 * 1024;
    private const string Kinds = "shell, bash, python, powershell, pwsh, perl, node, go or cmd";

    /// <summary>Our names of what S2 calls otherwise, as they stand in what our rules say.</summary>
    private static readonly (string Ours, string Theirs)[] Names =
    [
        ("'timeoutSeconds'", "'timeout_sec'"), ("'workingDirectory'", "'work_dir'"), ("'argv'", "'args'"), ("'script'", "'command'"), ("'kind'", "'script_type'"), ("'runAs", "'run_as"),
        ("'file.path'", "'file_transfer.remote_path'"), ("'file.url'", "'file_transfer.download_url'"), ("'file.sha256'", "'file_transfer.checksum'"), ("'file.sizeBytes'", "'file_transfer.size'"),
        ("'file.headers'", "'file_transfer.auth_headers'"), ("'file.bytesPerSecond'", "'file_transfer.bandwidth_limit'"), ("'file'", "'file_transfer'"),
    ];

    /// <returns>The task for this host; or why it is not taken.</returns>
    public static (Api.SubmitTask? Task, string? Refusal) Of(S2Task task, string hostId, string? hostNumber)
    {
        if ((BadId(task.Id) ?? Unknown("", task.Others) ?? Unknown("file_transfer.", task.FileTransfer?.Others) ?? OtherHost(task, hostNumber) ?? BadType(task)) is { } why)
        {
            return (null, why);
        }

        var asked = task.Type is "file_transfer" ? File(task) : Script(task);
        if (asked is null)
        {
            return (null, $"'script_type' is none that is known: {Kinds}");
        }

        asked = asked with
        {
            Agent = hostId,
            Name = string.IsNullOrEmpty(task.Name) ? null : task.Name,
            TimeoutSeconds = task.TimeoutSec is 0 ? null : task.TimeoutSec,
            RunAs = string.IsNullOrEmpty(task.RunAs) ? null : new Api.SubmitRunAs { User = task.RunAs },
            Labels = Labels(task),
        };
        return SubmitRules.Broken(asked) is { } broken ? (null, InTheirNames(broken)) : (asked, null);
    }

    private static string? BadId(string? id) => IdFormat.IsId(id)
        ? null
        : $"invalid task_id format: 'id' must be 1 to {Limits.IdLength} characters out of A-Z, a-z, 0-9, '_' and '-'";

    private static string? Unknown(string above, Dictionary<string, JsonElement>? fields) => fields?.FirstOrDefault(field => !IsEmpty(field.Value)).Key is { } name
        ? $"'{above}{(ShownText.IsPrintable(name) && name.Length <= Limits.LabelLength ? name : "...")}' is not known here, and nothing is passed over: leave it out"
        : null;

    private static string? OtherHost(S2Task task, string? number) => number is not null && Text(task.HostId) is { } named && !string.Equals(named, number, StringComparison.Ordinal)
        ? "'host_id' is another host than the one in the address"
        : null;

    private static string? BadType(S2Task task) => task.Type switch
    {
        "file_transfer" when task.FileTransfer is null => "'file_transfer' is missing",
        "file_transfer" => null,
        null or "" or "script" or "command" when task.FileTransfer is not null => "'file_transfer' is only for tasks of the type file_transfer",
        null or "" or "script" or "command" => string.IsNullOrEmpty(task.Command) && task.Args is not { Count: > 0 } ? "'command' is empty, and there are no 'args' either" : null,
        _ => "'type' must be script, command or file_transfer",
    };

    /// <summary>Null: nobody knows how to run it.</summary>
    private static Api.SubmitTask? Script(S2Task task)
    {
        var args = task.Args is { Count: > 0 } ? task.Args : null;
        var asked = new Api.SubmitTask { Argv = args, Env = task.Env, WorkingDirectory = string.IsNullOrEmpty(task.WorkDir) ? null : task.WorkDir };
        return string.IsNullOrEmpty(task.Command) ? asked with { Kind = TaskKind.Argv }
            : KindOf(task.ScriptType, task.Command) is { } kind ? asked with { Kind = kind, Script = task.Command }
            : null;
    }

    /// <summary>Whoever says "shell" there means whatever the script says of itself.</summary>
    private static TaskKind? KindOf(string? type, string script) => type switch
    {
        null or "" or "shell" or "sh" => script.StartsWith("#!", StringComparison.Ordinal) ? TaskKind.Auto : TaskKind.Shell,
        "bash" => TaskKind.Bash,
        "python" or "python3" => TaskKind.Python,
        "powershell" => TaskKind.Powershell,
        "pwsh" => TaskKind.Pwsh,
        "perl" => TaskKind.Perl,
        "node" or "nodejs" or "javascript" or "js" => TaskKind.Node,
        "go" => TaskKind.Go,
        "cmd" => TaskKind.Cmd,
        _ => null,
    };

    private static Api.SubmitTask File(S2Task task) => new()
    {
        Kind = TaskKind.File,
        Script = string.IsNullOrEmpty(task.Command) ? null : task.Command,   // what does not go with a file the rules say
        Argv = task.Args is { Count: > 0 } ? task.Args : null,
        Env = task.Env is { Count: > 0 } ? task.Env : null,
        WorkingDirectory = string.IsNullOrEmpty(task.WorkDir) ? null : task.WorkDir,
        File = new Api.SubmitFile
        {
            Path = task.FileTransfer!.RemotePath,
            Url = task.FileTransfer.DownloadUrl,
            Sha256 = string.IsNullOrEmpty(task.FileTransfer.Checksum) ? null : task.FileTransfer.Checksum,
            SizeBytes = task.FileTransfer.Size is 0 ? null : task.FileTransfer.Size,
            Headers = task.FileTransfer.AuthHeaders is { Count: > 0 } headers ? headers : null,
            BytesPerSecond = task.FileTransfer.BandwidthLimit is > 0 and < long.MaxValue / BytesOfMebibyte and var limit ? limit * BytesOfMebibyte : task.FileTransfer.BandwidthLimit is 0 ? null : task.FileTransfer.BandwidthLimit,
        },
    };

    /// <summary>By these the task is found, and by the first and the third its entries in the streams are the control plane's.</summary>
    private static Dictionary<string, string> Labels(S2Task task)
    {
        (string Name, JsonElement? Value)[] named = [(OutsideNames.ExecutionLabel, task.ExecutionId), ("step_id", task.StepId), (OutsideNames.HostLabel, task.HostId), ("parent_task_id", task.ParentTaskId)];
        return named.Where(label => Text(label.Value) is not null).ToDictionary(label => label.Name, label => Text(label.Value)!, StringComparer.Ordinal);
    }

    /// <summary>What was said; null where nothing was: Go leaves out what is empty, Django does not.</summary>
    private static string? Text(JsonElement? value) => value is not { } said || IsEmpty(said) ? null
        : said.ValueKind == JsonValueKind.String ? said.GetString()
        : said.GetRawText();

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.Number => value.TryGetInt64(out var number) && number == 0,
        _ => false,
    };

    private static string InTheirNames(Refusal refusal) => Names.Aggregate(refusal.Detail, (said, name) => said.Replace(name.Ours, name.Theirs, StringComparison.Ordinal));
}
