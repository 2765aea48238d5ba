using System.Globalization;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Platform;
using OrleansOps.Protocol;
using Serilog.Events;

namespace OrleansOps.HostAgent.Configuration;

/// <summary>Everything that the agent can be told.</summary>
internal static class AgentSettings
{
    private const long MostKeptFree = 1L << 50;
    private const long LeastLogFile = 64L << 10;
    private const long MostLogFile = 1L << 30;
    private const int MostLogFiles = 1_000;
    private const int MostLogDays = 3_650;
    private const int TokenLength = 1_024;
    private const int PathLength = 4_096;

    private static readonly Dictionary<string, LogEventLevel> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Verbose"] = LogEventLevel.Verbose,
        ["Debug"] = LogEventLevel.Debug,
        ["Information"] = LogEventLevel.Information,
        ["Info"] = LogEventLevel.Information,
        ["Warning"] = LogEventLevel.Warning,
        ["Warn"] = LogEventLevel.Warning,
        ["Error"] = LogEventLevel.Error,
        ["Fatal"] = LogEventLevel.Fatal,
    };

    public static Setting Server { get; } = new(
        "server", "URL", "those that it enrolled with", "https://host[:port], or http:// to this host; at most 16, as a list or with commas between",
        "Addresses of the gateways", (options, values) => options with { Server = string.Join(',', values) })
    {
        IsList = true,
        IsForEnrolment = true,
    };

    public static Setting LogLevel { get; } = One(
        "log_level", "LEVEL", "Information", "Verbose, Debug, Information (or info), Warning (or warn), Error or Fatal", "Least level that is logged",
        (options, text) => Levels.TryGetValue(text, out var level) ? options with { LogLevel = level } : null);

    public static Setting Name { get; } = One(
        "name", "NAME", "the host's name", $"1 to {Limits.LabelLength} characters", "Name shown to operators, said when it enrols",
        (options, text) => text.Length <= Limits.LabelLength ? options with { Name = text } : null) with
    {
        IsForEnrolment = true,
    };

    public static Setting Labels { get; } = new(
        "labels", "NAME=VALUE", "none", $"at most {Limits.LabelCount} of name=value, as a list, a mapping or with commas between", "Labels, said when it enrols",
        (options, values) => LabelsOf(values) is { } labels ? options with { Labels = labels } : null)
    {
        Option = "--label",
        IsList = true,
        IsForEnrolment = true,
    };

    public static Setting JoinToken { get; } = One(
        "join_token", "TOKEN", "none", $"one word of letters, digits, '_' and '-', at most {TokenLength} characters, in a file that others may not read",
        "The join token; one that is not enrolled enrols itself with it when it runs",
        (options, text) => IsToken(text) ? options with { JoinToken = text, JoinTokenFile = null } : null) with
    {
        Option = null,
        IsSecret = true,
        IsForEnrolment = true,
    };

    public static Setting JoinTokenFile { get; } = One(
        "join_token_file", "FILE", "none", PathTo("a file"), "A file that holds the join token",
        (options, text) => IsPath(text) ? options with { JoinTokenFile = text, JoinToken = null } : null) with
    {
        IsForEnrolment = true,
    };

    public static Setting Slots { get; } = One(
        "slots", "NUMBER", "5", $"a whole number from 1 to {Limits.Slots}", "How many tasks run at once",
        (options, text) => Whole(text, 1, Limits.Slots) is { } slots ? options with { Slots = (int)slots } : null);

    public static Setting LogFile { get; } = One(
        "log_file", "FILE", "none", PathTo("a file"), "A file for the log, beside standard output",
        (options, text) => IsPath(text) ? options with { LogFile = text } : null);

    public static Setting LogFileSize { get; } = One(
        "log_file_size", "BYTES", "10M", "64K to 1G bytes (K, M and G are units of 1024)", "At this size the next file of the log is begun",
        (options, text) => Sizes.Parse(text) is { } bytes and >= LeastLogFile and <= MostLogFile ? options with { LogFileBytes = bytes } : null);

    public static Setting LogFiles { get; } = One(
        "log_files", "NUMBER", "5", $"a whole number from 1 to {MostLogFiles}", "How many files of the log are kept, the one that is written among them",
        (options, text) => Whole(text, 1, MostLogFiles) is { } files ? options with { LogFiles = (int)files } : null);

    public static Setting LogDays { get; } = One(
        "log_days", "DAYS", "0", $"a whole number of days from 0 to {MostLogDays}; 0: as many as log_files says", "How long a file of the log is kept",
        (options, text) => Whole(text, 0, MostLogDays) is { } days ? options with { LogDays = (int)days } : null);

    public static Setting LogFormat { get; } = One(
        "log_format", "FORMAT", "text", "text or json", "Lines for people, or one JSON object for each event",
        (options, text) => text switch
        {
            "text" => options with { LogsJson = false },
            "json" => options with { LogsJson = true },
            _ => null,
        });

    public static Setting Data { get; } = One(
        "data", "DIR", "/var/lib/ops-agent for root, else ~/.local/state/ops-agent", PathTo("a directory of its user's own"),
        "The agent's own directory: identity, journal, tasks", (options, text) => IsPath(text) ? options with { Data = text } : null) with
    {
        IsForEnrolment = true,
    };

    public static Setting ControlGroups { get; } = One(
        "cgroup", "DIR", "none: limits of tasks are watched", $"'{Linux.ControlGroups.Own}', the one above the agent's group, or {PathTo("a directory of control groups (version 2)")}",
        "Control groups delegated to the agent, in which tasks with limits get theirs", (options, text) => IsPath(text) ? options with { ControlGroups = text } : null);

    public static Setting KeepFree { get; } = One(
        "keep_free", "BYTES", "256M", "0 to 1024T bytes (K, M, G and T are units of 1024)", "Bytes of a disk that files which are put there leave free",
        (options, text) => Sizes.Parse(text) is { } bytes and <= MostKeptFree ? options with { KeepFreeBytes = bytes } : null);

    public static Setting Only { get; } = new(
        "only", "WORD", "anything", "commands, signed and files, as a list or with commas between", "What alone it runs, whoever asks",
        (options, values) => values.All(value => AllowedWork.All.Contains(value, StringComparer.Ordinal)) ? options with { Only = [.. values.Distinct(StringComparer.Ordinal)] } : null)
    {
        IsList = true,
    };

    public static Setting Signers { get; } = new(
        "signers", "FILE", "none", $"at most {Tasks.Signers.Most} files, each with one public key (PEM, ECDSA over P-256), that nobody else may write", "Keys of those whose signed tasks it runs",
        (options, values) => values.Count <= Tasks.Signers.Most && values.All(IsPath) ? options with { Signers = values } : null)
    {
        Option = "--signer",
        IsList = true,
    };

    public static Setting Commands { get; } = new(
        "commands", "NAME.PART=VALUE", "none", $"in the file, at most {NamedCommands.Most} of NAME: with run (program and words), args (an expression for each argument, {{1}} in run) and env (variables that a task may set)",
        "Commands that it offers under a name", (options, values) => options with { Commands = values })
    {
        Option = null,
        IsList = true,
    };

    /// <summary>All of them, as they are listed.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Server,
        Data,
        Name,
        Labels,
        JoinToken,
        JoinTokenFile,
        Slots,
        ControlGroups,
        KeepFree,
        Only,
        Signers,
        Commands,
        One(
            "shell", "BOOL", "true", "true or false", "Lets operators open a shell on the host (opsctl shell); scripts run either way",
            (options, text) => bool.TryParse(text, out var shell) ? options with { Shell = shell } : null),
        One(
            "ca_file", "FILE", "the host's authorities", PathTo("a file with certificates (PEM)"), "Certificates to trust instead of the host's",
            (options, text) => IsPath(text) ? options with { CaFile = text } : null) with
        {
            IsForEnrolment = true,
        },
        One(
            "insecure_http", "BOOL", "false", "true or false", "Allows http:// to another host: token and output travel in the clear",
            (options, text) => bool.TryParse(text, out var insecure) ? options with { InsecureHttp = insecure } : null) with
        {
            IsFlag = true,
            IsForEnrolment = true,
        },
        LogLevel,
        LogFile,
        LogFileSize,
        LogFiles,
        LogDays,
        LogFormat,
    ];

    /// <summary>Whether a text can be a join token at all.</summary>
    public static bool IsToken(string text) =>
        text.Length is > 0 and <= TokenLength && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    private static Setting One(string key, string value, string fallback, string limit, string meaning, Func<AgentOptions, string, AgentOptions?> set) =>
        new(key, value, fallback, limit, meaning, (options, values) => values is [var text] ? set(options, text) : null);

    private static string PathTo(string what) => $"{what}, at most {PathLength} characters";

    private static bool IsPath(string text) => text.Length <= PathLength && !text.Contains('\0', StringComparison.Ordinal);

    private static long? Whole(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static Dictionary<string, string>? LabelsOf(IReadOnlyList<string> values)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var equals = value.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                return null;
            }

            labels[value[..equals]] = value[(equals + 1)..];
        }

        return labels.Count <= Limits.LabelCount ? labels : null;
    }
}
